namespace DrDrills.Errors;

/// <summary>The command line, the environment or <c>drdrills.json</c> is wrong; carries every mistake at once (code <c>DR0201</c>).</summary>
public sealed class ConfigurationInvalidException : DrillException
{
    /// <summary>Lists the mistakes of one source of configuration.</summary>
    /// <param name="subject">The file, variable or command that is wrong.</param>
    /// <param name="mistakes">Every mistake, one sentence each; at least one.</param>
    public ConfigurationInvalidException(string subject, IReadOnlyList<string> mistakes)
        : base(
            "DR0201",
            subject,
            $"{subject} has {mistakes.Count} mistake{(mistakes.Count == 1 ? "" : "s")}:\n  - {string.Join("\n  - ", mistakes)}",
            "correct all of them and start again; nothing was done.")
    {
        Mistakes = mistakes;
    }

    /// <summary>Every mistake, one sentence each.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
