using DrDrills.Verification;

namespace DrDrills.Errors;

/// <summary>The backup was read and is not what it must be, so whatever was restored from it is refused (codes <c>DR14xx</c>).</summary>
public sealed class BackupRefusedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    /// <param name="code">Stable code, never reused.</param>
    /// <param name="subject">The backup.</param>
    /// <param name="findings">What is wrong with it; at least one.</param>
    /// <param name="hint">What to do next.</param>
    /// <param name="cause">What the restore itself came to, or null.</param>
    public BackupRefusedException(string code, string subject, IReadOnlyList<Finding> findings, string hint, Exception? cause = null)
        : base(code, subject, $"Backup '{subject}' is refused: {findings[0]}", hint, string.Join('\n', findings), cause) =>
        Findings = findings;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.VerificationFailed;
}
