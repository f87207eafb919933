namespace DrDrills.PostgreSql.Tools;

/// <summary>One run of a PostgreSQL program.</summary>
/// <param name="Program">Name without path: <c>pg_restore</c>.</param>
/// <param name="Arguments">Passed as they are; never a password.</param>
public sealed record ToolInvocation(string Program, IReadOnlyList<string> Arguments)
{
    /// <value>Additional environment; secrets only as <c>PGPASSFILE</c>. Never logged.</value>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <value>
    /// Fed to its standard input, or null for none. A program may end without reading all of it; an exception of the stream ends the input and
    /// comes out of the run. Read asynchronously only; disposed of by whoever made it.
    /// </value>
    public Stream? Input { get; init; }

    /// <value>The longest it may run. Default: 2 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(2);

    /// <value>
    /// Called for every line of stdout while it runs, in order; the outcome then holds none of them, so that output of any size passes. Null
    /// where the outcome holds the whole output.
    /// </value>
    public Action<string>? OnOutputLine { get; init; }

    /// <value>Called for every line of stderr while it runs, or null.</value>
    public Action<string>? OnErrorLine { get; init; }
}
