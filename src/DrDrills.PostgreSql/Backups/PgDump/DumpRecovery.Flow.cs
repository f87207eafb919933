using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <content>Restoring a dump while it flows: what flowed is judged at its end, whatever pg_restore made of it.</content>
public sealed partial class DumpRecovery
{
    private IBackupStreamSource StreamSource => _options.Source as IBackupStreamSource
        ?? throw new InvalidOperationException($"'{_options.Source.Location}' lets no backup flow; fetch it.");

    private async Task<(string Detail, string Output)> RestoreFlowAsync(
        IPostgresServer server, BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var flow = new ArchiveFlow(StreamSource, backup);
        await using var _ = flow.ConfigureAwait(false);
        DrillException? failure = null;
        var restored = (Detail: "", Output: "");
        try
        {
            restored = DumpVersions.IsScript(backup.Format)
                ? await RestoreScriptAsync(
                    server, backup, await flow.OpenAsync(cancellationToken).ConfigureAwait(false), progress, cancellationToken).ConfigureAwait(false)
                : await RestoreArchiveAsync(server, backup, flow, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (DrillException e) when (e is BackupUnreadableException or RestoreFailedException or EngineUnavailableException)
        {
            // Bytes that changed on the way fail in many ways; that they changed is what has to be said.
            failure = e;
        }

        await flow.EndAsync(cancellationToken).ConfigureAwait(false);
        if (flow.Outcomes.SelectMany(outcome => outcome.Findings).ToList() is [_, ..] findings)
        {
            throw new BackupRefusedException(
                "DR1401",
                backup.Id.Value,
                findings,
                "nothing of this copy is used; restore an older backup, or the same one from its other place.",
                failure);
        }

        if (failure is not null)
        {
            throw failure;
        }

        _streamed = [flow.Outcomes[^1].File];
        _deviations.AddRange(flow.Outcomes.SelectMany(outcome => outcome.Deviations));
        if (flow.Outcomes.Count > 1)
        {
            _deviations.Add($"the dump was read {flow.Outcomes.Count} times, because its rows were restored in so many runs");
        }

        return ($"{restored.Detail}, streamed: {_streamed[0].SizeBytes} bytes verified on the way", restored.Output);
    }
}
