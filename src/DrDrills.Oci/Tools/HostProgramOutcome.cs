namespace DrDrills.Oci.Tools;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 where it did what it was asked.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">The beginning of its standard error.</param>
internal sealed record HostProgramOutcome(int ExitCode, string Output, string Errors);
