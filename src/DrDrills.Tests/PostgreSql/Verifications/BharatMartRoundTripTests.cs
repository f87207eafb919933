using BharatMart;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; two databases of its own.</summary>
public sealed class BharatMartRoundTripTests
{
    [Test]
    public async Task A_dump_of_BharatMart_restored_passes_every_verification()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("bharatmart_source", CancellationToken.None);
        await BharatMartDatabase.CreateAsync(source, new BharatMartOptions { Scale = 0.02m }, CancellationToken.None);
        var manifest = await ManifestTaker.TakeAsync(source, new ManifestOptions { BackupId = "shop" }, null, CancellationToken.None);
        var restored = manifest.Source.Database + "_restored";
        await NastyDatabase.DumpAndRestoreAsync(cluster, manifest.Source.Database, restored);
        await using var copy = cluster.Server.Connect(restored);

        using (Assert.EnterMultipleScope())
        {
            foreach (var verification in DrDrills.PostgreSql.Verifications.Verifications.Default.Where(v => v.Id.Value != "backup-files"))
            {
                var answer = await verification.RunAsync(NastyDatabase.Context(manifest, copy), CancellationToken.None);
                Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), $"{verification.Id}: {answer.Impossible}");
                Assert.That(answer.Findings, Is.Empty, verification.Title);
            }
        }
    }
}
