using DrDrills.Benchmarks.Databases;

namespace DrDrills.Benchmarks;

/// <summary>What every measure is given.</summary>
/// <param name="Options">Sizes and rounds.</param>
/// <param name="Server">The server that databases are made on.</param>
/// <param name="Databases">The databases.</param>
/// <param name="Time">The clock.</param>
/// <param name="Say">Where progress goes.</param>
internal sealed record BenchRun(BenchOptions Options, BenchServer Server, BenchDatabases Databases, TimeProvider Time, Action<string> Say)
{
    /// <summary>Rounds on this run's clock.</summary>
    public Interleaved Interleaved => new(Time, Say);

    /// <summary>Verbs of the command line, as processes of their own.</summary>
    public MeasuredVerb Verb => new(Options.CommandLine, Time);
}
