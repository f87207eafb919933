namespace DrDrills.PostgreSql.Tools;

/// <summary>A program of this machine that a stream is led through.</summary>
/// <param name="Command">Its name and its arguments; never a secret.</param>
/// <param name="InstallHint">The command that gets it.</param>
internal sealed record ProgramRun(IReadOnlyList<string> Command, string InstallHint)
{
    /// <value>Additional environment.</value>
    public IReadOnlyDictionary<string, string?>? Environment { get; init; }

    /// <value>The longest it may run. Default: 6 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(6);
}
