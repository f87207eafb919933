using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Verification;

public sealed class FilesVerificationTests
{
    private static readonly FileManifestEntry Log = ScriptedFiles.File("log/api.log", "one line\n");
    private static readonly FileManifestEntry Other = ScriptedFiles.File("log/worker.log");
    private static readonly FileManifestEntry Folder = ScriptedFiles.Directory("log");

    [Test]
    public async Task Files_as_the_manifest_lists_them_pass()
    {
        var answer = await AskAsync([Folder, Log, Other]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Scope, Is.EqualTo("3 of 3 entries, 16 B"));
        }
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        yield return Case("missing", FilesVerification.Missing, [Folder, Other]);
        yield return Case("truncated", FilesVerification.WrongSize, [Folder, Log with { SizeBytes = 3, Sha256 = new string('0', 64) }, Other]);
        yield return Case("longer", FilesVerification.WrongSize, [Folder, Log with { SizeBytes = 99 }, Other]);
        yield return Case("altered", FilesVerification.WrongContent, [Folder, Log with { Sha256 = new string('0', 64) }, Other]);
        yield return Case("other_mode", FilesVerification.WrongMode, [Folder, Log with { Mode = "0644" }, Other]);
        yield return Case("other_owner", FilesVerification.WrongOwner, [Folder, Log with { UserId = 0 }, Other]);
        yield return Case("other_group", FilesVerification.WrongOwner, [Folder, Log with { GroupId = 0 }, Other]);
        yield return Case("other_time", FilesVerification.WrongTime, [Folder, Log with { ModifiedAt = Log.ModifiedAt.AddSeconds(1) }, Other]);
        yield return Case("a_link_instead", FilesVerification.WrongKind, [Folder, Log with { Kind = "link" }, Other]);
    }

    [TestCaseSource(nameof(Damages))]
    public async Task One_damaged_file_is_seen_red_and_named(string code, FileManifestEntry[] restored)
    {
        var answer = await AskAsync(restored);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(answer.Findings.Select(finding => finding.Code), Is.EqualTo([code]));
            Assert.That(answer.Findings.Single().Subject, Does.EndWith("log/api.log"));
        }
    }

    [Test]
    public async Task A_file_more_than_the_manifest_names_is_seen_red()
    {
        var answer = await AskAsync([Folder, Log, Other, ScriptedFiles.File("log/x.sh")]);

        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Is.EqualTo([(FilesVerification.Unexpected, "file log/x.sh")]));
    }

    [Test]
    public async Task A_wanted_file_that_the_backup_never_held_is_seen_red()
    {
        var answer = await new FilesVerification(["log/api.log", "log/today.log"]).RunAsync(
            Context(Manifest, new ScriptedFiles([Folder, Log, Other])), CancellationToken.None);

        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Is.EqualTo([(FilesVerification.NotInBackup, "file log/today.log")]));
    }

    [Test]
    public async Task All_discrepancies_are_collected()
    {
        var answer = await AskAsync([Log with { Mode = "0777", UserId = 0, Sha256 = new string('0', 64) }]);

        Assert.That(
            answer.Findings.Select(finding => finding.Code),
            Is.EquivalentTo([
                FilesVerification.Missing, FilesVerification.Missing, FilesVerification.WrongMode, FilesVerification.WrongOwner,
                FilesVerification.WrongContent,
            ]));
    }

    [Test]
    public async Task Nothing_to_compare_with_is_inconclusive_and_never_a_pass()
    {
        var noManifest = await AskAsync([Log], _ => null);
        var emptyManifest = await AskAsync([], manifest => manifest! with { Files = [] });
        var noFiles = await new FilesVerification().RunAsync(Context(Manifest, null), CancellationToken.None);

        Assert.That(
            new[] { noManifest.Verdict, emptyManifest.Verdict, noFiles.Verdict }, Is.All.EqualTo(Verdict.Inconclusive));
    }

    private static FileManifest Manifest => FileManifest.Of("logs", Samples.Incidence, [Folder, Log, Other]);

    private static Task<VerificationAnswer> AskAsync(
        IReadOnlyList<FileManifestEntry> restored, Func<FileManifest?, FileManifest?>? change = null) =>
        new FilesVerification().RunAsync(
            Context(change is null ? Manifest : change(Manifest), new ScriptedFiles(restored)), CancellationToken.None);

    private static VerificationContext Context(FileManifest? manifest, IRestoredFiles? files) => new()
    {
        Backup = Samples.Backup() with { Files = manifest },
        Files = files,
        Incident = new Incident("the logs were deleted", IncidentKind.Injected, Samples.Incidence),
        Objectives = DrillObjectives.None,
    };

    private static TestCaseData Case(string name, string code, FileManifestEntry[] restored) =>
        new TestCaseData(code, restored).SetArgDisplayNames(name);
}
