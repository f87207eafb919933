using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Scripts;

/// <summary>Dumps of BharatMart with a line of somebody else's in them, which must do nothing outside of the copy.</summary>
[TestFixture]
public sealed class HostileScriptTests
{
    private const string Behind = "SET row_security = off;\n";

    [TestCase(@"\! touch {0}")]
    [TestCase(@"\copy (SELECT 1) TO '{0}'")]
    [TestCase(@"\o {0}")]
    [TestCase(@"\i /etc/hostname")]
    [TestCase("SELECT 'touch {0}' \\g |sh")]
    [TestCase("SELECT 1 AS a \\gexec")]
    [TestCase(@"\connect elsewhere")]
    [TestCase("\\connect -reuse-previous=on \"dbname='mart' host='127.0.0.1'\"")]
    [TestCase(@"\unrestrict x \! touch {0}")]
    [TestCase(@"\set x `touch {0}`")]
    [TestCase(@"\.")]
    public async Task A_command_of_psql_is_refused_by_its_line_and_not_carried_out(string command)
    {
        var (error, witness) = await RestoreAsync<BackupUnreadableException>(command);

        Assert.That(error.Code, Is.EqualTo("DR1305"));
        Assert.That(error.Statement, Does.Match("at line [0-9]+"));
        Assert.That(witness, Does.Not.Exist);
    }

    [TestCase("COPY (SELECT 1) TO PROGRAM 'cat > {0}';")]
    [TestCase("CREATE TABLE public.w (a text); COPY public.w FROM PROGRAM 'touch {0}';")]
    [TestCase("CREATE TABLE public.w (a text); COPY public.w FROM '/etc/hostname';")]
    [TestCase("COPY (SELECT 1) TO '{0}';")]
    [TestCase("SELECT lo_import('/etc/hostname');")]
    [TestCase("SELECT lo_export(lo_from_bytea(0, 'x'), '{0}');")]
    [TestCase("SELECT pg_read_file('/etc/hostname');")]
    [TestCase("SET SESSION AUTHORIZATION drdrills_admin;")]
    [TestCase("SET ROLE drdrills_admin; COPY (SELECT 1) TO PROGRAM 'cat > {0}';")]
    [TestCase("CREATE FUNCTION public.w() RETURNS int LANGUAGE c AS '/tmp/w.so', 'w';")]
    [TestCase("GRANT pg_execute_server_program TO CURRENT_USER; COPY (SELECT 1) TO PROGRAM 'cat > {0}';")]
    [TestCase("CREATE ROLE pg_execute_server_program; COPY (SELECT 1) TO PROGRAM 'cat > {0}';")]
    [TestCase("CREATE TABLE public.w (a text); ALTER TABLE public.w OWNER TO pg_execute_server_program;")]
    public async Task What_reaches_files_and_programs_of_the_server_is_refused_for_lack_of_rights(string statement)
    {
        var (error, witness) = await RestoreAsync<DrillException>(statement);

        Assert.That(error.Code, Is.EqualTo("DR3124"), error.Message);
        Assert.That(error.Details, Does.StartWith("42501"));
        Assert.That(witness, Does.Not.Exist);
    }

    [TestCase("ALTER SYSTEM SET archive_command = 'touch {0}';", "ALTER SYSTEM")]
    [TestCase("CREATE TABLESPACE w LOCATION '{0}';", "CREATE TABLESPACE")]
    [TestCase("DROP DATABASE IF EXISTS postgres;", "DROP DATABASE")]
    [TestCase("UPDATE pg_catalog.pg_database SET datistemplate = false;", "UPDATE PG_CATALOG")]
    [TestCase("CREATE SUBSCRIPTION w CONNECTION 'host=127.0.0.1' PUBLICATION p;", "CREATE SUBSCRIPTION")]
    [TestCase("ALTER ROLE drdrills_admin SET search_path = 'evil';", "ALTER ROLE")]
    [TestCase("GRANT CONNECT ON DATABASE postgres TO PUBLIC;", "GRANT CONNECT")]
    public async Task What_is_about_more_than_the_copy_is_left_out_and_said(string statement, string kind)
    {
        var folder = await FolderAsync();
        var witness = Path.Combine(folder.FullName, "witness");
        await InsertAsync(folder, string.Format(CultureInfo.InvariantCulture, statement, witness));
        await using var run = await DumpRuns.BeginAsync(folder.FullName);

        await run.RestoreAsync();

        Assert.That(run.Outcome!.Deviations, Has.Some.StartsWith($"not carried out: {kind} at line "));
        Assert.That(witness, Does.Not.Exist);
    }

    [Test]
    public async Task Nothing_of_a_failed_statement_is_said_but_its_line_and_object()
    {
        var (error, _) = await RestoreAsync<RestoreFailedException>("SELECT 'canary-5b1c'::int;");

        Assert.That(error.Code, Is.EqualTo("DR2102"));
        Assert.That(error.ToString(), Does.Not.Contain("canary-5b1c"));
    }

    private static async Task<DirectoryInfo> FolderAsync() => await (await DumpSource.SharedAsync()).CopyAsync(BackupFormat.PgDumpPlain);

    private static async Task InsertAsync(DirectoryInfo folder, string line)
    {
        var file = Path.Combine(folder.FullName, BackupLayout.PlainDump);
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace(Behind, $"{Behind}\n{line}\n", StringComparison.Ordinal));
    }

    private static async Task<(T Error, string Witness)> RestoreAsync<T>(string line)
        where T : DrillException
    {
        var folder = await FolderAsync();
        var witness = Path.Combine(Path.GetTempPath(), "drdrills-witness-" + Guid.NewGuid().ToString("N"));
        await InsertAsync(folder, line.Replace("{0}", witness, StringComparison.Ordinal));
        await using var run = await DumpRuns.BeginAsync(folder.FullName);
        return (Assert.CatchAsync<T>(run.RestoreAsync)!, witness);
    }
}
