using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Packs;

/// <summary>Seals a finished run, prints the heads of its chains, and keeps them elsewhere where that is asked for.</summary>
internal static class RunSealing
{
    /// <returns>Whether every head is where it was to be kept; also where nowhere was named.</returns>
    public static async Task<bool> SealAsync(
        VerbContext context, SealingSettings settings, DirectoryInfo run, CancellationToken cancellationToken)
    {
        using var signer = await settings.SignerAsync(context, cancellationToken).ConfigureAwait(false);
        using var http = new HttpClient();
        var stamps = settings.TimeStampServer is { } server ? new TimeStampClient(http, server) : null;
        var outcome = await new PackSeal(settings.Heads, signer, stamps).SealAsync(run, run.Name, cancellationToken).ConfigureAwait(false);
        context.Screen.Say($"Evidence pack: {outcome.Zip.FullName}, signed with key {outcome.KeyId[..16]}…{(stamps is null ? "" : ", dated by " + settings.TimeStampServer!.Host)}");
        foreach (var head in outcome.Heads)
        {
            context.Screen.Say($"Chain head: {head.Format()}");
        }

        return settings.Anchor is not { } anchor || await AnchorAsync(context, anchor, outcome.Heads, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The pack is whole by then, so a place that refuses is told and makes the run red instead of ending it.</summary>
    private static async Task<bool> AnchorAsync(
        VerbContext context, AnchorSetting setting, IReadOnlyList<ChainHead> heads, CancellationToken cancellationToken)
    {
        try
        {
            return await setting.UseAsync(
                context.Time,
                async anchor =>
                {
                    foreach (var head in heads)
                    {
                        var protection = await anchor.AddAsync(head, cancellationToken).ConfigureAwait(false);
                        context.Screen.Say($"Head of '{head.System}' kept in {anchor.Location} ({protection}).");
                    }

                    return true;
                }).ConfigureAwait(false);
        }
        catch (DrillException e) when (e is EvidenceNotWrittenException or CloudCallFailedException or ConfigurationInvalidException)
        {
            context.Screen.Say($"NOT ANCHORED: {e.Message}");
            return false;
        }
    }
}
