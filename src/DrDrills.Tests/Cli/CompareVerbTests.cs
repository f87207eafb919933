using System.Text.Json.Nodes;
using DrDrills.Cli;
using DrDrills.Cli.Output;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Comparisons;
using DrDrills.Tests.PostgreSql.Verifications;
using DrDrills.Tests.Tools;
using Npgsql;
using NUnit.Framework;
using Spectre.Console;

namespace DrDrills.Tests.Cli;

/// <summary>Shared cluster; two databases that each case changes in its own way.</summary>
public sealed class CompareVerbTests
{
    private readonly StringWriter _results = new();
    private readonly StringWriter _prose = new();

    [SetUp]
    public void Clear()
    {
        _results.GetStringBuilder().Clear();
        _prose.GetStringBuilder().Clear();
    }

    [OneTimeTearDown]
    public void Close()
    {
        _results.Dispose();
        _prose.Dispose();
    }

    [Test]
    public async Task Mistakes_of_the_command_line_are_listed()
    {
        Assert.That(await RunAsync("compare", "Host=a", "Host=b", "--most", "1001", "--jobs", "0", "--target", "remote"), Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("3 mistakes").And.Contain("--most").And.Contain("--jobs").And.Contain("'remote'"));
    }

    [Test]
    public async Task A_number_that_is_none_is_a_mistake_beside_the_others()
    {
        Assert.That(await RunAsync("compare", "Host=a", "Host=b", "--most", "x", "--jobs", "1.5", "--target", "remote"), Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("3 mistakes").And.Contain("--most is 'x'; expected a whole number from 0 to 1000.")
            .And.Contain("--jobs is '1.5'; expected a whole number from 1 to 256."));
    }

    [TestCase("/no/such/folder/answer.json")]
    [TestCase("/tmp")]
    [TestCase("")]
    public async Task A_file_that_could_not_be_written_in_the_end_is_a_mistake_at_the_beginning(string path)
    {
        Assert.That(await RunAsync("compare", "Host=/nowhere", "Host=/nowhere", "--json", path), Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain($"--json '{path}' is no file that could be written"));
    }

    [Test]
    public async Task What_is_neither_a_database_nor_a_path_is_a_mistake()
    {
        Assert.That(await RunAsync("compare", "/no/such/backup", "Host=/nowhere"), Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("A '/no/such/backup' is neither"));
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_is_inconclusive_and_its_password_is_not_said()
    {
        Assert.That(await RunAsync("compare", "Host=/nowhere;Password=s3cr3t", "Host=/nowhere"), Is.EqualTo(12));
        Assert.That(_prose.ToString(), Does.Contain("DR4131").And.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task Equal_databases_give_0_different_ones_10_and_json_keeps_to_its_schema()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'canary'), (2, 'b'), (3, 'c'); CREATE SEQUENCE s");

        var equal = await RunAsync("compare", Of(databases.A), Of(databases.B));
        var prose = _prose.ToString();
        await NastyDatabase.ExecuteAsync(databases.B, "UPDATE t SET v = 'other' WHERE id = 1; DELETE FROM t WHERE id = 3; SELECT nextval('s'); CREATE VIEW w AS SELECT 1 AS one");
        var different = await RunAsync("compare", Of(databases.A), Of(databases.B), "--json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((equal, different), Is.EqualTo((0, 10)));
            Assert.That(prose, Does.Contain("EQUAL: 1 tables, 3 rows"));
            Assert.That(_prose.ToString(), Does.Contain("Table public.t: different, 3 rows in A, 2 rows in B: 1 missing, 0 extra, 1 changed")
                .And.Contain("  changed id 1").And.Contain("  missing id 3").And.Contain("public.s stands at 1, not yet used in A, at 1 in B")
                .And.Contain("extra view public.w").And.Contain("DIFFERENT: 1 of 1 tables").And.Not.Contain("canary"));
            var document = JsonNode.Parse(_results.ToString())!;
            Assert.That((string)document["outcome"]!, Is.EqualTo("different"));
            Assert.That(await PublishedSchema.Comparison.MistakesAsync(_results.ToString()), Is.Empty);
            document["tables"]![0]!["outcome"] = "fine";
            Assert.That(await PublishedSchema.Comparison.MistakesAsync(document.ToJsonString()), Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_backup_is_restored_compared_and_removed()
    {
        await using var databases = await ComparedDatabases.FilledAsync("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        var cluster = await ScratchCluster.SharedAsync();
        var name = new NpgsqlConnectionStringBuilder(databases.A.ConnectionString).Database!;
        var backup = Path.Combine(cluster.WorkFolder.FullName, name + ".dump");
        await NastyDatabase.DumpAndRestoreAsync(cluster, name, name + "_unused");

        var equal = await RunAsync("compare", backup, Of(databases.A), "--target", "local");
        await NastyDatabase.ExecuteAsync(databases.A, "UPDATE t SET v = 'c' WHERE id = 2");
        var different = await RunAsync("compare", Of(databases.A), backup, "--target", "local", "--show-values");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((equal, different), Is.EqualTo((0, 10)), _prose.ToString());
            Assert.That(_prose.ToString(), Does.Contain("changed id 2; v: c in A, b in B"));
        }
    }

    [Test]
    public async Task Control_characters_of_keys_and_values_are_shown_and_do_not_reach_the_terminal()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE \"t\n1\" (id text PRIMARY KEY, v text); INSERT INTO \"t\n1\" VALUES (E'a\\tb\\n', E'x\\x1b[31my')", "UPDATE \"t\n1\" SET v = E'x\\ry'");

        var different = await RunAsync("compare", Of(databases.A), Of(databases.B), "--show-values");

        Assert.That(different, Is.EqualTo(10), _prose.ToString());
        Assert.That(_prose.ToString(), Does.Contain(@"Table public.t\n1: different").And.Contain(@"changed id a\tb\n; v: x\u001B[31my in A, x\ry in B").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task A_capture_with_its_manifest_is_compared()
    {
        await using var databases = await ComparedDatabases.FilledAsync("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        var cluster = await ScratchCluster.SharedAsync();
        var folder = new DirectoryInfo(Path.Combine(cluster.WorkFolder.FullName, "compared-capture"));
        await DumpCapture.CaptureAsync(
            cluster.Server, new NpgsqlConnectionStringBuilder(databases.A.ConnectionString).Database!, new DumpCaptureOptions { BackupId = "compared-capture", OutFolder = folder }, null, default);

        var equal = await RunAsync("compare", folder.FullName, Of(databases.A), "--target", "local");
        await NastyDatabase.ExecuteAsync(databases.A, "UPDATE t SET v = 'c' WHERE id = 2");
        var different = await RunAsync("compare", folder.FullName, Of(databases.A), "--target", "local");

        Assert.That((equal, different), Is.EqualTo((0, 10)), _prose.ToString());
    }

    private static string Of(NpgsqlDataSource database) => database.ConnectionString;

    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, NewScreen(), TimeProvider.System);

    private Screen NewScreen() => new(
        _results, _prose, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_prose) }), isTerminal: false);
}
