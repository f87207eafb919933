using DrDrills.Backups;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

public sealed class StreamedFilesVerificationTests
{
    private static ManifestFile Named => Samples.Manifest().Files.Single();

    [Test]
    public async Task A_file_that_flowed_as_it_was_taken_passes()
    {
        var answer = await AskAsync([Named]);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Scope, Does.Contain("2 KiB"));
    }

    [Test]
    public async Task Another_size_another_content_and_another_file_are_findings()
    {
        var size = await AskAsync([Named with { SizeBytes = 1 }]);
        var content = await AskAsync([Named with { Sha256 = new string('e', 64) }]);
        var file = await AskAsync([Named with { Path = "other.dump" }]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(size.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "DRF207" }));
            Assert.That(content.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "DRF208" }));
            Assert.That(file.Findings.Select(finding => finding.Code), Is.EquivalentTo(new[] { "DRF206", "DRF209" }));
        }
    }

    [Test]
    public async Task Where_nothing_flowed_nothing_is_proven()
    {
        var answer = await AskAsync([]);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private static Task<VerificationAnswer> AskAsync(IReadOnlyList<ManifestFile> streamed) => new StreamedFilesVerification().RunAsync(
        new VerificationContext
        {
            Backup = Samples.Backup(),
            Incident = new("test", DrDrills.Drills.IncidentKind.Declared, Samples.Incidence),
            Objectives = DrDrills.Objectives.DrillObjectives.None,
            StreamedFiles = streamed,
        },
        CancellationToken.None);
}
