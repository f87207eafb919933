using DrDrills.Cli.Packs;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Reporting.History;
using DrDrills.Testing;
using DrDrills.Tests.Reporting.Compliance;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.History;

public sealed class BackupCoverageTests
{
    [Test]
    public void The_longest_unproven_comes_first_and_what_was_never_proven_before_all()
    {
        HistoryPoint[] points =
        [
            HistoryPoints.At(3) with { Source = "fresh" },
            HistoryPoints.At(1) with { Source = "old" },
            HistoryPoints.At(4) with { Source = "old", AsItShouldBe = false },
            HistoryPoints.At(5) with { Source = "red", AsItShouldBe = false },
        ];

        var coverage = BackupCoverage.Of(points, [new ConfiguredSource("bharatmart", "never drilled", _ => false)]);

        Assert.That(
            coverage.Select(source => (source.Source, source.LastRun, source.LastProven)),
            Is.EqualTo(new (string, DateTimeOffset?, DateTimeOffset?)[]
            {
                ("never drilled", null, null),
                ("red", Day(5), null),
                ("old", Day(4), Day(1)),
                ("fresh", Day(3), Day(3)),
            }));
    }

    [Test]
    public void A_negative_control_proves_no_source_and_an_inventory_is_none() => Assert.That(
        BackupCoverage.Of([HistoryPoints.At(0) with { IsControl = true }, HistoryPoints.At(0) with { Source = null }], []), Is.Empty);

    [Test]
    public void A_configured_source_is_proven_by_real_backups_only()
    {
        var source = new ConfiguredSource("bharatmart", "backups in /srv", name => name.EndsWith(" in /srv", StringComparison.Ordinal));
        var real = HistoryPoints.At(0) with { Source = "pg_dump custom in /srv", EvidenceClass = "provider" };

        Assert.That(BackupCoverage.Of([real], [source]).Select(one => one.Source), Is.EqualTo(new[] { "pg_dump custom in /srv" }));
        Assert.That(BackupCoverage.Of([real with { EvidenceClass = "mechanism" }], [source]).Select(one => one.LastProven), Has.One.Null);
        Assert.That(BackupCoverage.Of([real with { System = "billing" }], [source]).Select(one => one.LastProven), Has.One.Null);
    }

    [Test]
    public async Task A_source_is_the_place_without_the_backup_that_was_restored()
    {
        var real = HistoryPoint.Of("run-1", await ReportedRun.PassedAsync(EvidenceClass.Provider), asItShouldBe: true);
        var fixture = HistoryPoint.Of("run-1", await ReportedRun.PassedAsync(), asItShouldBe: true);

        Assert.That((real.Source, fixture.Source), Is.EqualTo(("pg_dump custom in file:///backups/nightly", "pg_dump custom, fixtures")));
    }

    [Test]
    public void Every_source_that_is_configured_is_expected()
    {
        var system = new ProtectedSystem("shop", null, null, null, "/srv/backups/", DrillObjectives.None, null, new OciSources
        {
            BlockVolume = "ocid1.volume.x",
            BootVolume = "ocid1.bootvolume.x",
            ArchiveBucket = "archive/monthly",
            AutonomousDatabase = "ocid1.autonomousdatabase.x",
        });

        var sources = ConfiguredSources.Of(system).ToList();

        string[] drilled =
        [
            "pg_dump custom in /srv/backups", "OCI volume backup, full in oci://x", "OCI boot volume backup, full in oci://x",
            "pg_dump custom in oci://ap-mumbai-1/archive/monthly", "automatic backup in oci-database://ap-mumbai-1/ocid1.autonomousdatabase.x",
        ];
        Assert.That(sources, Has.Count.EqualTo(5));
        Assert.That(drilled.Select(name => sources.Count(source => source.IsOf(name))), Is.All.EqualTo(1));
    }

    private static DateTimeOffset Day(int month) => Samples.Incidence.AddDays(30 * month);
}
