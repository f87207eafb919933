namespace DrDrills.Reporting.History;

/// <summary>Whom a run tells what it came to; none by default.</summary>
/// <param name="Heartbeat">Asked for (GET) after a passed run only, so that its silence is an alarm.</param>
/// <param name="WebHook">Sent JSON after a run that did not pass: runId, exitCode, outcome, text, notPassed.</param>
/// <param name="Slack">Sent a Slack-compatible text after a run that did not pass.</param>
public sealed record RunNoticeOptions(Uri? Heartbeat, Uri? WebHook, Uri? Slack);
