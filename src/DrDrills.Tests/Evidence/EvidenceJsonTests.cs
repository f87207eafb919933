using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class EvidenceJsonTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("drdrills-evidence-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [TestCase(true, Verdict.Failed, ExitCode.VerificationFailed, "A sentence of its scenario does not hold: no order is there")]
    [TestCase(false, Verdict.Inconclusive, ExitCode.Inconclusive, "A sentence of its scenario could not be asked: no order is there")]
    public async Task A_drill_that_passed_is_no_proof_while_a_sentence_of_its_scenario_does_not_hold(bool asked, Verdict verdict, ExitCode code, string reason)
    {
        var record = EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context() with { Broken = new BrokenSentence("no order is there", asked) });

        Assert.That(
            (record.Outcome.Verdict, (ExitCode)record.Outcome.ExitCode, record.Outcome.VerdictReason, record.Outcome.ProvesRecovery),
            Is.EqualTo((verdict, code, reason, false)));
    }

    [Test]
    public async Task A_record_reads_back_as_it_was_written()
    {
        var record = EvidenceRecord.Of(await DrillRuns.FailedAsync(), Samples.Context());

        var file = await EvidenceJson.WriteAsync(record, _folder, CancellationToken.None);

        var text = await File.ReadAllTextAsync(file.FullName);
        var read = await EvidenceJson.ReadAsync(file.FullName, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(EvidenceJson.Format(read), Is.EqualTo(text));
            Assert.That(text, Does.Not.Contain("\r"));
            Assert.That(file.Name, Is.EqualTo("20260801-030000-9f3a61.evidence.json"));
            Assert.That(_folder.GetFiles(), Has.Length.EqualTo(1));
        }
    }

    [Test]
    public async Task Record_as_reviewed()
    {
        var run = await DrillRuns.PassedAsync();

        GoldenFile.Verify(EvidenceJson.Format(EvidenceRecord.Of(run, Samples.Context())), "json");
    }

    [Test]
    public async Task Negative_control_as_reviewed()
    {
        var run = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));

        GoldenFile.Verify(EvidenceJson.Format(EvidenceRecord.Of(run, Samples.ControlContext("DRF301"))), "json");
    }

    [Test]
    public async Task A_record_is_never_overwritten()
    {
        var record = EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context());
        await EvidenceJson.WriteAsync(record, _folder, CancellationToken.None);

        Assert.That(
            async () => await EvidenceJson.WriteAsync(record, _folder, CancellationToken.None),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5101"));
        Assert.That(_folder.GetFiles(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var run = await DrillRuns.RunAsync(plan => plan, new ScriptedRecovery());
        var taken = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(taken, "");

        Assert.That(
            async () => await EvidenceJson.WriteAsync(EvidenceRecord.Of(run, Samples.Context()), new DirectoryInfo(Path.Combine(taken, "checks")), default),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5101").And.Message.Contains(taken));
    }

    [TestCase("postgres://drill:hunter2@db/bharatmart")]
    [TestCase("Host=db;Username=drill;Password=hunter2")]
    [TestCase("-----BEGIN RSA PRIVATE KEY-----")]
    public async Task A_credential_in_any_field_is_refused_without_being_repeated(string location)
    {
        var run = await DrillRuns.RunAsync(plan => plan, new ScriptedRecovery { Backup = Samples.Backup() with { Location = location } });

        Assert.That(
            async () => await EvidenceJson.WriteAsync(EvidenceRecord.Of(run, Samples.Context()), _folder, CancellationToken.None),
            Throws.TypeOf<EvidenceNotWrittenException>()
                .With.Property("Code").EqualTo("DR5102").And.Message.Not.Contains("hunter2"));
        Assert.That(_folder.GetFiles(), Is.Empty);
    }

    [Test]
    public async Task Another_schema_version_is_refused()
    {
        var text = await TextAsync();

        Assert.That(
            () => EvidenceJson.Parse(text.Replace("evidence/v1", "evidence/v2", StringComparison.Ordinal), "x.json"),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5104").And.Message.Contains("drdrills.evidence/v2"));
    }

    [TestCase("\"clockFrequencyHz\": 10000000", "\"clockFrequencyMHz\": 10")]
    [TestCase("\"initiator\": \"user: drill\",", "")]
    [TestCase("\"state\": \"stated\",\n      \"value\": 30", "\"state\": \"stated\",\n      \"reason\": \"no\"")]
    [TestCase("\"state\": \"stated\",\n      \"value\": 30", "\"value\": 30")]
    [TestCase("\"verdict\": \"passed\"", "\"verdict\": 0")]
    [TestCase("\"processors\": 2", "\"processors\": \"2\"")]
    public async Task A_changed_shape_is_refused(string from, string to)
    {
        var text = await TextAsync();
        Assert.That(text, Does.Contain(from));

        Assert.That(
            () => EvidenceJson.Parse(text.Replace(from, to, StringComparison.Ordinal), "x.json"),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5105"));
    }

    [TestCase("[]", "DR5104")]
    [TestCase("{", "DR5105")]
    public void Text_that_is_no_record_is_refused(string text, string code) => Assert.That(
        () => EvidenceJson.Parse(text, "x.json"), Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo(code));

    [Test]
    public void An_absent_file_is_refused() => Assert.That(
        async () => await EvidenceJson.ReadAsync(Path.Combine(_folder.FullName, "none.json"), CancellationToken.None),
        Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5103"));

    private static async Task<string> TextAsync() =>
        EvidenceJson.Format(EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context()));
}
