namespace DrDrills.Benchmarks;

/// <summary>What a run of the benchmarks is asked for.</summary>
internal sealed record BenchOptions
{
    /// <value>Size of the databases that are measured on, in gigabytes of 2^30 bytes. Default: 1.</value>
    public double Gigabytes { get; init; } = 1;

    /// <value>The largest database of the growth measure, in gigabytes. Default: as <see cref="Gigabytes"/>.</value>
    public double Largest { get; init; } = 1;

    /// <value>How many times each side is run; the medians count. Default: 5.</value>
    public int Rounds { get; init; } = 5;

    /// <value>Sessions at once, on every side. Default: one per processor.</value>
    public int Connections { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <value>Identifiers of measures; empty means all.</value>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <value>The command line program that is measured end to end.</value>
    public required FileInfo CommandLine { get; init; }

    /// <value>File for the results as JSON, <c>-</c> for standard output, or null.</value>
    public string? Json { get; init; }

    /// <summary>Reads <c>--name value</c> pairs; the command line's verb has checked them.</summary>
    /// <exception cref="ArgumentException">An option that is not known, or without a value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions { CommandLine = new FileInfo(Path.Combine(AppContext.BaseDirectory, "DrDrills.Cli.dll")) };
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count)
            {
                throw new ArgumentException($"'{arguments[i]}' has no value.", nameof(arguments));
            }

            options = options.With(arguments[i], arguments[i + 1]);
        }

        return options;
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--gigabytes" => this with { Gigabytes = Figures.Parse(value), Largest = Math.Max(Largest, Figures.Parse(value)) },
        "--largest" => this with { Largest = Figures.Parse(value) },
        "--rounds" => this with { Rounds = (int)Figures.Parse(value) },
        "--connections" => this with { Connections = (int)Figures.Parse(value) },
        "--only" => this with { Only = [.. Only, value] },
        "--command-line" => this with { CommandLine = new FileInfo(value) },
        "--json" => this with { Json = value },
        _ => throw new ArgumentException($"'{name}' is not an option of the benchmarks.", nameof(name)),
    };
}
