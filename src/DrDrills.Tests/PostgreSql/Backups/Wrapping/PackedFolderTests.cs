using System.Formats.Tar;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Wrapping;

/// <summary>BharatMart in directory format, packed by GNU tar as people do who want one file.</summary>
[TestFixture]
public sealed class PackedFolderTests
{
    private RunFolder _work = null!;
    private DirectoryInfo _dump = null!;
    private string _manifest = null!;

    [OneTimeSetUp]
    public async Task Make()
    {
        Needs.Postgres();
        _work = await RunFolder.CreateAsync("test-packed", "work", null, default);
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpDirectory);
        _dump = new DirectoryInfo(Path.Combine(capture.Folder.FullName, BackupLayout.DirectoryDump));
        _manifest = Path.Combine(capture.Folder.FullName, BackupLayout.Manifest);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        if (_work is not null)
        {
            await _work.DisposeAsync();
        }
    }

    [TestCase("--sort=name")]
    [TestCase("--format=v7")]
    [TestCase("--format=posix")]
    [TestCase("--label=nightly")]
    [TestCase("--listed-incremental=SNAPSHOT")]
    [TestCase("--gzip")]
    [TestCase("--xz --transform=s,^,srv/backups/,")]
    public async Task A_dump_in_directory_format_comes_back_with_what_its_manifest_names(string options)
    {
        var folder = _work.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        File.Copy(_manifest, Path.Combine(folder.FullName, BackupLayout.Manifest));
        await PackAsync(Path.Combine(folder.FullName, "nightly"), [.. options.Replace("SNAPSHOT", NewPath(), StringComparison.Ordinal).Split(' '), "--directory", _dump.Parent!.FullName, _dump.Name]);

        var run = await CheckedBackup.DrillAsync(folder);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.Verifications.Single(outcome => outcome.Title == "Backup files").Scope, Does.Contain($"{_dump.GetFiles().Length} files"));
    }

    [TestCase(".")]
    [TestCase("*")]
    [TestCase("toc.dat first")]
    public async Task Its_files_may_lie_at_the_top(string what)
    {
        var path = NewPath();
        string[] packed = what == "." ? [what] : [.. _dump.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];
        packed = what == "toc.dat first" ? [.. packed.Reverse()] : packed;
        await PackAsync(path, [what == "*" ? "--gzip" : "--sparse", "--directory", _dump.FullName, .. packed]);

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
    }

    [Test]
    public async Task It_may_have_been_packed_under_its_whole_path()
    {
        var path = NewPath();
        await PackAsync(path, ["--absolute-names", _dump.FullName]);

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
    }

    [Test]
    public async Task What_lies_beside_it_is_left_out_and_named()
    {
        var path = NewPath();
        var note = _work.Directory.CreateSubdirectory("notes");
        await File.WriteAllTextAsync(Path.Combine(note.FullName, "README"), "how this was made");
        await PackAsync(path, ["--directory", _dump.Parent!.FullName, _dump.Name, "--directory", _work.Directory.FullName, "notes"]);

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.Deviations, Has.Some.Contains("1 files that lie beside 'data' in the archive were left out: 'notes/README'"));
    }

    [TestCase("data", "second/toc.dat")]
    [TestCase("data", "shop.sql")]
    [TestCase(".", "second/toc.dat")]
    public async Task Of_several_backups_none_is_chosen(string first, string second)
    {
        var path = NewPath();
        var other = _work.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(other.FullName, "second"));
        await File.WriteAllTextAsync(
            Path.Combine(other.FullName, second), second.EndsWith(".sql", StringComparison.Ordinal) ? "--\n-- PostgreSQL database dump\n--\n" : "PGDMP");
        await PackAsync(path, ["--directory", first == "." ? _dump.FullName : _dump.Parent!.FullName, first, "--directory", other.FullName, second]);

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive), run.VerdictReason);
        Assert.That(run.Error?.Code, Is.EqualTo("DR3147"));
        Assert.That(run.Error!.Statement, Does.Contain(second));
    }

    [TestCase("", "ends in the middle of its tar")]
    [TestCase("--gzip", "its gzip compression has no end")]
    public async Task One_that_is_cut_short_is_refused(string options, string because)
    {
        var path = NewPath();
        await PackAsync(path, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--directory", _dump.Parent!.FullName, _dump.Name]);
        await using (var file = File.OpenWrite(path))
        {
            // More than is read to tell what it is.
            file.SetLength(Math.Max(file.Length * 3 / 4, 300_000));
        }

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Error?.Code, Is.EqualTo("DR1332"), run.VerdictReason);
        Assert.That(run.Error!.Statement, Does.Contain(because).And.Contain(Path.GetFileName(path)));
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed));
    }

    [TestCase(0)]
    [TestCase(140)]
    [TestCase(265)]
    public async Task One_changed_byte_in_a_members_header_is_refused(int at)
    {
        var path = NewPath();
        var first = _dump.GetFiles().MaxBy(file => file.Length)!.Name;
        IEnumerable<string> names = [.. _dump.GetFiles().Select(file => file.Name).Where(name => name != first), first];
        await PackAsync(path, ["--directory", _dump.Parent!.FullName, .. names.Select(name => $"{_dump.Name}/{name}")]);
        var content = await File.ReadAllBytesAsync(path);
        var header = content.AsSpan().LastIndexOf(System.Text.Encoding.UTF8.GetBytes($"{_dump.Name}/{first}"));
        await ChangedByte.FlipAsync(path, header + at);

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed), run.VerdictReason);
        Assert.That(run.Error?.Code, Is.EqualTo("DR1332"));
        Assert.That(run.Error!.Statement, Does.Contain("is no header of another member"));
    }

    [Test]
    public async Task What_was_appended_is_refused_and_what_comes_twice_counts_once()
    {
        var (appended, twice) = (NewPath(), NewPath());
        await PackAsync(appended, ["--directory", _dump.Parent!.FullName, _dump.Name]);
        await PackAsync(twice, ["--hard-dereference", "--directory", _dump.Parent!.FullName, _dump.Name, $"{_dump.Name}/toc.dat"]);
        await using (var file = File.Open(appended, FileMode.Append))
        {
            await file.WriteAsync("somebody's note"u8.ToArray());
        }

        var (refused, passed) = (await CheckedBackup.DrillAsync(appended), await CheckedBackup.DrillAsync(twice));

        Assert.That(refused.Error?.Statement, Does.Contain("what follows the end of its tar is no part of it"), refused.VerdictReason);
        Assert.That(passed.Verdict, Is.EqualTo(Verdict.Passed), passed.VerdictReason + passed.Error?.Message);
    }

    [Test]
    public async Task One_changed_byte_in_a_file_of_it_is_refused_by_name()
    {
        var folder = _work.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        File.Copy(_manifest, Path.Combine(folder.FullName, BackupLayout.Manifest));
        var path = Path.Combine(folder.FullName, "nightly");
        var largest = _dump.GetFiles().MaxBy(file => file.Length)!.Name;
        IEnumerable<string> names = [largest, .. _dump.GetFiles().Select(file => file.Name).Where(name => name != largest)];
        await PackAsync(path, ["--directory", _dump.Parent!.FullName, .. names.Select(name => $"{_dump.Name}/{name}")]);
        // Behind the first member's header.
        await ChangedByte.FlipAsync(path, 512 + 100);

        var run = await CheckedBackup.DrillAsync(folder);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed), run.VerdictReason);
        Assert.That(run.VerdictReason, Does.Contain(largest));
    }

    [Test]
    public async Task One_that_is_encrypted_is_not_laid_down_on_disk()
    {
        await using var kit = await WrappingKit.OpenAsync();
        var path = NewPath();
        await PackAsync(path, ["--directory", _dump.Parent!.FullName, _dump.Name]);
        await File.WriteAllBytesAsync(path, await kit.WrapAsync("gzip.age", await File.ReadAllBytesAsync(path)));
        var source = await BackupSources.OpenAsync(path, new BackupSourceOptions { Key = kit.KeyOf("age") }, default);

        var refused = Assert.CatchAsync<EngineUnavailableException>(() => source.ListAsync(default))!;

        Assert.That(refused.Code, Is.EqualTo("DR3143"));
        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.EnvironmentMissing));
    }

    [TestCase("data/../../escaped")]
    [TestCase("data/link")]
    public async Task What_wants_to_write_elsewhere_is_refused(string name)
    {
        var path = NewPath();
        await using (var writer = new TarWriter(File.Create(path), TarEntryFormat.Ustar))
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "data/toc.dat") { DataStream = new MemoryStream("PGDMP"u8.ToArray()) });
            await writer.WriteEntryAsync(name.EndsWith("link", StringComparison.Ordinal)
                ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = "/etc" }
                : new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("x"u8.ToArray()) });
        }

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Error?.Code, Is.EqualTo("DR1333"), run.VerdictReason);
        Assert.That(run.Error!.Statement, Does.Contain(name));
    }

    [Test]
    public async Task A_path_that_leads_up_is_left_out_as_tar_does()
    {
        var path = NewPath();
        await PackAsync(path, ["--absolute-names", "--directory", _dump.FullName, "--transform=s,^\\.,../..,", "."]);

        var run = await CheckedBackup.DrillAsync(path);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
    }

    private string NewPath() => Path.Combine(_work.Directory.FullName, Guid.NewGuid().ToString("N"));

    private static async Task PackAsync(string path, IEnumerable<string> arguments)
    {
        var outcome = await HostCommand.RunAsync(["tar", "--create", "--file", path, .. arguments], default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
    }
}
