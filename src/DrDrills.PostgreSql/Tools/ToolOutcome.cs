namespace DrDrills.PostgreSql.Tools;

/// <summary>How a PostgreSQL program ended. Exit code 0 alone proves nothing.</summary>
/// <param name="ExitCode">As the program returned it.</param>
/// <param name="Output">Standard output; empty where the invocation took it line by line.</param>
/// <param name="Errors">Last 200 lines of standard error.</param>
public sealed record ToolOutcome(int ExitCode, string Output, string Errors);
