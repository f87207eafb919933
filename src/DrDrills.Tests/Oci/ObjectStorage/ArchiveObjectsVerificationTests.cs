using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.ObjectStorage;

public sealed class ArchiveObjectsVerificationTests
{
    [Test]
    public async Task A_whole_archive_passes()
    {
        await using var archive = await ArchiveFixture.OpenAsync();

        var answer = await AskAsync(archive);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Scope, Does.StartWith("1 files in 3 objects"));
    }

    [Test]
    public async Task A_missing_part_and_an_object_that_nobody_named_are_findings()
    {
        await using var archive = await ArchiveFixture.OpenAsync();
        archive.Mumbai.Lose(ArchiveBucket.Replicated, archive.Part(1));
        using var more = new MemoryStream([1]);
        await archive.Mumbai.PutAsync(ArchiveBucket.Replicated, archive.Prefix + "stray", more, new(), default);

        var answer = await AskAsync(archive);

        Assert.That(answer.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "DRF514", "DRF516" }));
        Assert.That(answer.Findings[0].Subject, Is.EqualTo($"object {archive.Part(1)}"));
    }

    [Test]
    public async Task Another_size_than_the_manifest_names_is_a_finding()
    {
        await using var archive = await ArchiveFixture.OpenAsync(
            manifest => manifest with { Files = [manifest.Files[0] with { SizeBytes = 1 }] });

        var answer = await AskAsync(archive);

        Assert.That(answer.Findings.Single().Code, Is.EqualTo("DRF515"));
    }

    private static async Task<VerificationAnswer> AskAsync(ArchiveFixture archive)
    {
        var source = archive.Source();
        return await new ArchiveObjectsVerification(source).RunAsync(
            new VerificationContext
            {
                Backup = (await source.ListAsync(default)).Single(),
                Incident = new Incident("test", IncidentKind.Declared, Samples.Incidence),
                Objectives = DrillObjectives.None,
            },
            default);
    }
}
