using DrDrills.Evidence;
using DrDrills.PostgreSql.Backups.Scripts;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using DrDrills.Verification;
using NUnit.Framework;
using PgVerifications = DrDrills.PostgreSql.Verifications.Verifications;

namespace DrDrills.Tests.PostgreSql.Verifications;

public sealed class UnchangedFilesVerificationTests
{
    private static readonly DateTime _written = new(2026, 8, 1, 3, 0, 0, DateTimeKind.Utc);

    private DirectoryInfo _folder = null!;
    private DirectoryInfo _history = null!;

    [SetUp]
    public void MakeFolders()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-unchanged-");
        _history = Directory.CreateTempSubdirectory("drdrills-unchanged-history-");
    }

    [TearDown]
    public void RemoveFolders()
    {
        _folder.Delete(recursive: true);
        _history.Delete(recursive: true);
    }

    [Test]
    public async Task A_first_check_has_nothing_to_be_held_against_and_says_so()
    {
        Write("Kq7", "1000");

        var answer = await AskAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Scope, Does.Contain("1 files").And.Contain("held against nothing"));
            Assert.That(answer.Files!.Single().Origin, Has.Length.EqualTo(64).And.Not.Contain("Kq7"));
        }
    }

    [Test]
    public async Task A_value_that_became_another_one_in_a_file_that_was_proven_is_found_however_often_the_file_was_copied()
    {
        Write("Kq7", "1000");
        await ProveAsync();
        Write("Kq7", "1001", _written.AddDays(30));

        var finding = (await AskAsync()).Findings.Single();

        Assert.That((finding.Code, finding.Subject, finding.Severity), Is.EqualTo(("DRF206", "file dump.sql", FindingSeverity.Error)));
        Assert.That(finding.Expected, Does.StartWith("SHA-256 ").And.Contain("as in the proof of 20"));
    }

    [Test]
    public async Task A_file_that_was_proven_and_is_the_same_passes_and_so_does_one_that_was_written_anew()
    {
        Write("Kq7", "1000");
        await ProveAsync();
        var same = await AskAsync();
        Write("Zz9", "1001");
        var anew = await AskAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((same.Verdict, anew.Verdict), Is.EqualTo((Verdict.Passed, Verdict.Passed)));
            Assert.That(same.Scope, Does.Contain("1 held against proof 20260702-030000-aaaaaa"));
            Assert.That(anew.Scope, Does.Contain("held against nothing"));
        }
    }

    [TestCase(0, "1001", Verdict.Failed)]
    [TestCase(1, "1001", Verdict.Passed)]
    [TestCase(0, "10010", Verdict.Passed)]
    public async Task Of_a_script_that_says_nothing_of_its_run_the_time_and_size_of_the_file_tell_whether_it_was_written_anew(
        int daysLater, string value, Verdict expected)
    {
        Write(null, "1000");
        await ProveAsync();
        Write(null, value, _written.AddDays(daysLater));

        Assert.That((await AskAsync()).Verdict, Is.EqualTo(expected));
    }

    [Test]
    public async Task What_failed_before_is_not_what_a_file_is_held_against()
    {
        Write("Kq7", "1000");
        await ProveAsync();
        Write("Kq7", "1001");
        await KeepAsync("20260703-030000-aaaaaa", await AskAsync());

        Assert.That((await AskAsync()).Verdict, Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public async Task A_record_with_files_satisfies_the_published_schema()
    {
        Write("Kq7", "1000");
        await ProveAsync();

        var text = await File.ReadAllTextAsync(_history.GetFiles().Single().FullName);

        Assert.That(text, Does.Contain("\"path\": \"dump.sql\""));
        Assert.That(await PublishedSchema.Evidence.MistakesAsync(text), Is.Empty);
    }

    [Test]
    public void It_is_asked_of_dumps_without_files_in_a_manifest_where_a_history_is_kept()
    {
        var history = new ProofHistory(_history);
        var manifest = Samples.Manifest();
        bool IsAsked(IReadOnlyList<IVerification> asked) => asked.Any(verification => verification is UnchangedFilesVerification);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(IsAsked(PgVerifications.For(null, false, history)), Is.True);
            Assert.That(IsAsked(PgVerifications.For(manifest with { Files = [] }, false, history)), Is.True);
            Assert.That(IsAsked(new GlobalsRecoveryFactory().Verifications(PgVerifications.For(null, false, history))), Is.True);
            Assert.That(IsAsked(new ClusterRecoveryFactory().Verifications(PgVerifications.For(null, false, history))), Is.True);
            Assert.That(IsAsked(PgVerifications.For(manifest, false, history)), Is.False);
            Assert.That(IsAsked(PgVerifications.For(null, true, history)), Is.False);
            Assert.That(IsAsked(PgVerifications.For(null, false, history, isPhysical: true)), Is.False);
            Assert.That(IsAsked(PgVerifications.For(null, false)), Is.False);
        }
    }

    private void Write(string? token, string value, DateTime? at = null)
    {
        var path = Path.Combine(_folder.FullName, "dump.sql");
        var restriction = token is null ? "" : $"\\restrict {token}\n\n";
        File.WriteAllText(path, $"--\n-- PostgreSQL database dump\n--\n\n{restriction}-- Dumped by pg_dump version 15.18\n\nCOPY t FROM stdin;\n{value}\n\\.\n");
        File.SetLastWriteTimeUtc(path, at ?? _written);
    }

    private async Task ProveAsync() => await KeepAsync("20260702-030000-aaaaaa", await AskAsync());

    private async Task KeepAsync(string id, VerificationAnswer answer)
    {
        var run = await DrillRuns.RunAsync(
            plan => plan with { RunId = id },
            new ScriptedRecovery(),
            new ScriptedVerification("unchanged-files", VerificationMoment.Fetched, _ => answer));
        await new ProofHistory(_history).KeepAsync(EvidenceRecord.Of(run, Samples.Context()), CancellationToken.None);
    }

    private Task<VerificationAnswer> AskAsync()
    {
        var context = NastyDatabase.Context(Samples.Manifest(), null);
        return new UnchangedFilesVerification(new ProofHistory(_history)).RunAsync(
            context with { FetchedFiles = _folder, Backup = context.Backup with { Manifest = null, Location = _folder.FullName } },
            CancellationToken.None);
    }
}
