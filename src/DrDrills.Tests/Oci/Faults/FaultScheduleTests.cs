using System.Globalization;
using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>
/// Under a fault at any one call, an OCI drill passes or ends with a clear error, leaves nothing behind and never hangs. The usual test takes
/// a few cases of every drill by a seed; all of them take many minutes and are run by name.
/// </summary>
public sealed class FaultScheduleTests
{
    private const int DefaultSeed = 3;
    private const int SampleSize = 4;

    private BharatMartEstate _estate = null!;

    internal static IReadOnlyList<FaultableDrill> Drills =>
    [
        new DeletedLogsDrill(VolumeSourceKind.Backup), new DeletedLogsDrill(VolumeSourceKind.Clone), new LostInstanceDrill(),
        new MonthlyArchiveDrill(), new CorruptedCatalogueDrill(), new InPlaceRestoreDrill(), new RotatedPasswordDrill(), new LostConfigurationDrill(),
        new LostRegionLogsDrill(), new PolicyAuditDrill(),
    ];

    /// <summary>The sample's seed; <c>DRDRILLS_FAULT_SEED</c> sets another.</summary>
    private static int Seed => int.TryParse(
        Environment.GetEnvironmentVariable("DRDRILLS_FAULT_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) ? seed : DefaultSeed;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        Needs.Postgres();
        _estate = await NewEstateAsync();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_estate is not null) await _estate.DisposeAsync();
    }

    [TestCaseSource(nameof(DrillNames))]
    public Task A_fault_at_one_call_ends_in_success_or_a_clear_error_without_leftovers(string drill)
    {
        var random = new Random(Seed);
        return JudgeAsync(drill, cases => [.. cases.OrderBy(_ => random.Next()).Take(SampleSize)]);
    }

    [TestCaseSource(nameof(DrillNames))]
    [Explicit("All cases of all drills take many minutes.")]
    [Category("fault-matrix")]
    public Task Every_fault_at_every_call_ends_in_success_or_a_clear_error_without_leftovers(string drill) => JudgeAsync(drill, cases => cases);

    private static Task<BharatMartEstate> NewEstateAsync() => BharatMartEstate.OpenAsync(
        new BharatMartEstateOptions { RunId = RunIds.New(TimeProvider.System), LifecycleStep = TimeSpan.FromMilliseconds(100), Scale = 0.1m },
        CancellationToken.None);

    private static IEnumerable<string> DrillNames => Drills.Select(drill => drill.Name);

    private async Task JudgeAsync(string name, Func<IReadOnlyList<FaultCase>, IReadOnlyList<FaultCase>> choose)
    {
        var drill = Drills.Single(one => one.Name == name);
        await using var own = drill.OwnEstate ? await NewEstateAsync() : null;
        var estate = own ?? _estate;
        await drill.PrepareAsync(estate);
        var bench = new FaultBench(estate, drill);
        var all = await bench.CasesAsync();
        var judgements = new List<FaultJudgement>();
        foreach (var fault in choose(all))
        {
            var judgement = await bench.RunAsync(fault);
            judgements.Add(judgement);
            await TestContext.Out.WriteLineAsync($"{fault}: {(judgement.Met ? judgement.End : "the run did not come to this call")} {judgement.Complaint}");
        }

        await TestContext.Out.WriteLineAsync(
            $"seed {Seed}: {judgements.Count} of {all.Count} cases; met {judgements.Count(one => one.Met)}; passed {judgements.Count(one => one.Met && one.End == FaultJudgement.Passed)}");
        Assert.That(judgements, Is.Not.Empty);
        Assert.That(
            judgements.Where(one => one.Complaint is not null).Select(one => $"{one.Fault}: {one.Complaint}"), Is.Empty,
            () => $"{name}, seed {Seed}");
    }
}
