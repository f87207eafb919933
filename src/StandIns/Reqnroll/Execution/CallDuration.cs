namespace Reqnroll.Execution;

/// <summary>Takes how long a call lasted, also of a call that ended in an exception.</summary>
internal sealed class CallDuration
{
    public TimeSpan Value { get; set; }
}
