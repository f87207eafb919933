using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Fixtures.Damage;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

[TestFixture]
public sealed class DamagedDumpTests
{
    [Test]
    public async Task A_dump_cut_short_in_its_data_is_unreadable()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpCustom);
        var file = Path.Combine(folder.FullName, BackupLayout.CustomDump);
        FaultyFile.Truncate(file, new FileInfo(file).Length * 3 / 4);

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1303"));
        Assert.That(error.Statement, Does.Contain("cannot be read to its end"));
    }

    /// <summary>pg_restore 15 itself waits for the rest of such a tar without end.</summary>
    [TestCase(0.75)]
    [TestCase(0.01)]
    public async Task A_tar_cut_short_is_unreadable_and_the_member_is_named(double rest)
    {
        var folder = await CopyAsync(BackupFormat.PgDumpTar);
        var file = Path.Combine(folder.FullName, BackupLayout.TarDump);
        FaultyFile.Truncate(file, (long)(new FileInfo(file).Length * rest));

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1307"));
        Assert.That(error.Statement, Does.Match(@"at member '(\d+|toc)\.dat'"));
    }

    [Test]
    public async Task A_tar_whose_members_are_damaged_is_unreadable()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpTar);
        var file = Path.Combine(folder.FullName, BackupLayout.TarDump);
        FaultyFile.FlipByte(file, 130);

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1308"));
    }

    [Test]
    public async Task A_dump_cut_short_in_its_table_of_contents_is_unreadable()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpCustom);
        FaultyFile.Truncate(Path.Combine(folder.FullName, BackupLayout.CustomDump), 2000);

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1301"));
    }

    [Test]
    public async Task A_dump_with_one_changed_byte_in_its_data_is_unreadable_and_the_table_is_named()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpCustom);
        var file = Path.Combine(folder.FullName, BackupLayout.CustomDump);
        FaultyFile.FlipByte(file, await DataOfAsync(file, "TABLE DATA catalog product_images ") + 1000);

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1303"));
        // Two jobs work at once: what the other one is at may be named first.
        Assert.That(error.Statement, Does.Match(@"(, at | or )TABLE DATA catalog product_images |, at the rows of catalog\.product_images"));
    }

    [Test]
    public async Task A_directory_dump_that_lacks_one_file_is_unreadable_and_the_file_is_named()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpDirectory);
        var file = Directory.GetFiles(Path.Combine(folder.FullName, BackupLayout.DirectoryDump), "*.dat.gz").Order().Last();
        FaultyFile.Drop(file);

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1303"));
        Assert.That(error.Message, Does.Contain(Path.GetFileName(file).Replace(".gz", "", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_plain_dump_cut_short_is_unreadable()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpPlain);
        var file = Path.Combine(folder.FullName, BackupLayout.PlainDump);
        FaultyFile.Truncate(file, new FileInfo(file).Length * 3 / 4);

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1304"));
    }

    [TestCase(@"\! touch {0}")]
    [TestCase(@"\o {0}")]
    [TestCase(@"\copy (SELECT 1) TO '{0}'")]
    public async Task A_meta_command_in_a_plain_dump_is_refused_and_not_carried_out(string command)
    {
        var folder = await CopyAsync(BackupFormat.PgDumpPlain);
        var witness = Path.Combine(folder.FullName, "witness");
        await InsertAsync(folder, string.Format(System.Globalization.CultureInfo.InvariantCulture, command, witness));

        var error = await RestoreErrorAsync<BackupUnreadableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR1305"));
        Assert.That(witness, Does.Not.Exist);
    }

    [Test]
    public async Task A_plain_dump_that_runs_a_program_on_the_server_is_refused_by_the_server()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpPlain);
        var witness = Path.Combine(Path.GetTempPath(), "drdrills-witness-" + Guid.NewGuid().ToString("N"));
        await InsertAsync(folder, $"COPY (SELECT 1) TO PROGRAM 'cat > {witness}';");

        var error = await RestoreErrorAsync<EngineUnavailableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR3124"));
        Assert.That(witness, Does.Not.Exist);
    }

    [Test]
    public async Task An_extension_that_the_target_lacks_is_an_environment_gap_that_names_it()
    {
        var folder = await CopyAsync(BackupFormat.PgDumpPlain);
        await InsertAsync(folder, "CREATE EXTENSION IF NOT EXISTS timescaledb WITH SCHEMA public;");

        var error = await RestoreErrorAsync<EngineUnavailableException>(folder);

        Assert.That(error.Code, Is.EqualTo("DR3120"));
        Assert.That(error.Statement, Does.Contain("'timescaledb'"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.EnvironmentMissing));
    }

    /// <summary>Where an entry's data begins in a custom-format dump: a block type of 1, then the entry's number as a sign and four bytes.</summary>
    private static async Task<long> DataOfAsync(string file, string entry)
    {
        var listed = await HostTools.Find().RunAsync(new ToolInvocation("pg_restore", ["--list", file]), default);
        var line = listed.Output.Split('\n').Single(one => one.Contains(entry, StringComparison.Ordinal));
        var number = int.Parse(line.Split(';')[0], System.Globalization.CultureInfo.InvariantCulture);
        return (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 0, .. BitConverter.GetBytes(number), 0]);
    }

    private static async Task<DirectoryInfo> CopyAsync(BackupFormat format) =>
        await (await DumpSource.SharedAsync()).CopyAsync(format);

    /// <summary>Puts a line where pg_dump would put its own statements: behind the settings that open the file.</summary>
    private static async Task InsertAsync(DirectoryInfo folder, string line)
    {
        var file = Path.Combine(folder.FullName, BackupLayout.PlainDump);
        var text = await File.ReadAllTextAsync(file);
        const string Behind = "SET row_security = off;\n";
        await File.WriteAllTextAsync(file, text.Replace(Behind, $"{Behind}\n{line}\n", StringComparison.Ordinal));
    }

    private static async Task<T> RestoreErrorAsync<T>(DirectoryInfo folder)
        where T : DrillException
    {
        await using var run = await DumpRuns.BeginAsync(folder.FullName);
        var error = Assert.ThrowsAsync<T>(run.RestoreAsync);
        return error!;
    }
}
