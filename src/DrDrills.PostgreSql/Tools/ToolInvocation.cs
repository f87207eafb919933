namespace DrDrills.PostgreSql.Tools;

/// <summary>One run of a PostgreSQL program.</summary>
/// <param name="Program">Name without path: <c>pg_restore</c>.</param>
/// <param name="Arguments">Passed as they are; never a password.</param>
public sealed record ToolInvocation(string Program, IReadOnlyList<string> Arguments)
{
    /// <value>Additional environment; secrets only as <c>PGPASSFILE</c>. Never logged.</value>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <value>The longest it may run. Default: 2 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(2);

    /// <value>Called for every line of stderr while it runs, or null.</value>
    public Action<string>? OnErrorLine { get; init; }
}
