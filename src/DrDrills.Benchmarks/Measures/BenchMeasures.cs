namespace DrDrills.Benchmarks.Measures;

/// <summary>Every measure there is.</summary>
internal static class BenchMeasures
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<IBenchMeasure> All { get; } =
    [
        new DigestMeasure("digest-pgbench", "pgbench", run => run.Databases.PgBenchAsync),
        new DigestMeasure("digest-bharatmart", "BharatMart", run => run.Databases.BharatMartAsync),
        new CheckMeasure(),
        new StartUpMeasure(),
        new GrowthMeasure(),
        new LongRowMeasure(),
        new CompareMeasure(),
    ];
}
