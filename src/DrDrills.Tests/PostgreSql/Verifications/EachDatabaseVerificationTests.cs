using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

[TestFixture]
public sealed class EachDatabaseVerificationTests
{
    [Test]
    public async Task Every_database_is_asked_and_named_in_the_answer()
    {
        var answer = await AskAsync(name => name == "hr" ? Failed("DRF301") : VerificationAnswer.Looked("4 tables", []), "shop", "hr");

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(answer.Scope, Is.EqualTo("shop: 4 tables; hr: 1 table"));
        Assert.That(answer.Findings.Single().Subject, Is.EqualTo("database hr: table catalog.products"));
    }

    [Test]
    public async Task One_that_could_not_be_asked_leaves_the_whole_inconclusive()
    {
        var answer = await AskAsync(name => name == "hr" ? VerificationAnswer.CouldNotAsk("no rights") : VerificationAnswer.Looked("4 tables", []), "shop", "hr");

        Assert.That((answer.Verdict, answer.Impossible), Is.EqualTo((Verdict.Inconclusive, "hr: no rights")));
    }

    [TestCase("shop,hr", "hr", Verdict.Passed)]
    [TestCase("shop,hr", "shop,hr", Verdict.Failed)]
    [TestCase("hr", "hr", Verdict.Failed)]
    public async Task Some_of_several_databases_may_be_empty_and_all_of_them_may_not(string names, string empty, Verdict verdict)
    {
        var answer = await AskAsync(name => empty.Split(',').Contains(name) ? Failed("DRF481") : VerificationAnswer.Looked("4 tables", []), names.Split(','));

        Assert.That(answer.Verdict, Is.EqualTo(verdict));
        Assert.That(answer.Findings, Has.Count.EqualTo(empty.Split(',').Length), "said in any case");
    }

    [Test]
    public async Task What_needs_a_manifest_is_asked_of_the_database_that_it_describes()
    {
        var backup = Samples.Backup();

        var answer = await AskAsync(_ => VerificationAnswer.Looked("4 tables", []), backup, backup.Manifest!.Source.Database, "hr");

        Assert.That(answer.Scope, Is.EqualTo($"{backup.Manifest.Source.Database}: 4 tables; hr: not asked, it has no manifest"));
    }

    [Test]
    public async Task A_role_that_the_backup_makes_and_the_copy_lacks_is_found()
    {
        var source = await DrDrills.Tests.PostgreSql.Backups.DumpSource.SharedAsync();
        var stated = (await DrDrills.Tests.PostgreSql.Backups.DumpSource.TakeManifestAsync(source.Database)).Roles;
        ManifestRole[] wrong = [.. stated.Select(role => role.Name == "mart_reader" ? role with { Attributes = "INHERIT LOGIN" } : role), new("gone", "INHERIT NOLOGIN", [])];

        var right = await new StatedRolesVerification().RunAsync(Context(Samples.Backup(), []) with { Database = source.Database, StatedRoles = stated }, default);
        var answer = await new StatedRolesVerification().RunAsync(Context(Samples.Backup(), []) with { Database = source.Database, StatedRoles = wrong }, default);

        Assert.That(right.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Findings.Select(finding => $"{finding.Code} {finding.Subject}"), Is.EquivalentTo(new[] { "DRF452 role mart_reader", "DRF451 role gone" }));
    }

    private static Task<VerificationAnswer> AskAsync(Func<string, VerificationAnswer> answer, params string[] names) =>
        AskAsync(answer, Samples.Backup() with { Manifest = null }, names);

    private static async Task<VerificationAnswer> AskAsync(Func<string, VerificationAnswer> answer, BackupDescriptor backup, params string[] names)
    {
        var databases = names.Select(name => new CopiedDatabase(name, NpgsqlDataSource.Create($"Host=nowhere;Database={name}"), null)).ToList();
        try
        {
            return await new EachDatabaseVerification(new Asked(answer)).RunAsync(Context(backup, databases), default);
        }
        finally
        {
            databases.ForEach(database => database.Database.Dispose());
        }
    }

    private static VerificationContext Context(BackupDescriptor backup, IReadOnlyList<CopiedDatabase> databases) => new()
    {
        Backup = backup,
        Databases = databases,
        Incident = new Incident("test", IncidentKind.Declared, Samples.Incidence),
        Objectives = DrDrills.Objectives.DrillObjectives.None,
    };

    private static VerificationAnswer Failed(string code) => VerificationAnswer.Looked("1 table", [Samples.Finding(code)]);

    private sealed class Asked(Func<string, VerificationAnswer> answer) : IVerification
    {
        public VerificationId Id { get; } = VerificationId.Parse("asked");

        public string Title => "Asked";

        public string Proves => "Nothing.";

        public VerificationMoment Moment => VerificationMoment.Restored;

        public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken) =>
            Task.FromResult(answer(new NpgsqlConnectionStringBuilder(((DbDataSource)context.Database!).ConnectionString).Database!));
    }
}
