using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Comparisons;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;
using WorkFolder = DrDrills.PostgreSql.Servers.RunFolder;

namespace DrDrills.Cli.Comparing;

/// <summary>A backup that is restored into an isolated copy, compared, and disposed of: a drill whose only question is the comparison.</summary>
internal sealed class RestoredSide(VerbContext context, CompareRequest request, ComparedPlace place, IPostgresTarget target)
{
    // A restore, another one, and reading both.
    private static readonly TimeSpan _stageLimit = TimeSpan.FromHours(12);

    /// <summary>Restores it, hands it on, and disposes of it.</summary>
    /// <param name="progress">Told how far the restore is.</param>
    /// <param name="use">What is done with it while it is there.</param>
    /// <param name="cancellationToken">Ends it; the copy is disposed of all the same.</param>
    /// <returns>How the restore and the disposal went.</returns>
    public async Task<DrillRun> RunAsync(
        IProgress<StageProgress> progress, Func<ComparedSource, CancellationToken, Task> use, CancellationToken cancellationToken)
    {
        var source = await BackupSources.OpenAsync(
            place.Backup!, new BackupSourceOptions { Key = request.Key, Stanza = request.Stanza }, cancellationToken).ConfigureAwait(false);
        var backup = Chosen(await source.ListAsync(cancellationToken).ConfigureAwait(false));
        var factory = Recoveries.Of(backup.Format) ?? throw new ConfigurationInvalidException(
            "The command line", [$"{place.Side} '{place.Backup}' is '{backup.Format}', which cannot be restored."]);
        var runId = RunIds.New(context.Time);
        var work = await WorkFolder.CreateAsync(runId, "work", null, cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            var recovery = factory.Create(new RecoveryRequest
            {
                Source = source,
                Backup = backup,
                Target = target,
                RunId = runId,
                WorkFolder = work.Directory,
                RecoverTo = request.RecoverTo,
                LogArchive = request.LogArchive,
                Database = request.Database,
                TimingProfile = TimingProfile.Quick,
            });
            var plan = Plan(runId, backup, recovery, source is IBackupStreamSource flow && flow.Flows(backup), (database, stop) => use(
                new ComparedSource(place.ToString(), database)
                {
                    Backup = backup.Id.Value,
                    IsRestoredDump = !factory.IsPhysical,
                    IsReplayed = factory.IsPhysical,
                },
                stop));
            return await new DrillRunner(context.Time, new StageTeller(place.Side, progress)).RunAsync(plan, cancellationToken).ConfigureAwait(false);
        }
    }

    private DrillPlan Plan(
        string runId, BackupDescriptor backup, IRecovery recovery, bool streamed, Func<DbDataSource, CancellationToken, Task> use) => new()
    {
        RunId = runId,
        DrillId = $"compare/{backup.Id}",
        Title = $"Backup '{backup.Id}' is restored to be compared",
        System = backup.Manifest?.Source.Database ?? backup.Id.Value,
        Incident = new Incident("the backup is wanted for a comparison", IncidentKind.Declared, context.Time.GetUtcNow()),
        Recovery = recovery,
        // Only whether the files are whole: what is in them is the comparison's question.
        Verifications = [.. Verifications.For(backup.Manifest, streamed).Where(v => v.Id.Value is "backup-files"), new OnceRestored(use)],
        Objectives = DrillObjectives.None,
        AllowEgress = request.AllowEgress,
        EvidenceClass = EvidenceClass.Provider,
        StageLimit = _stageLimit,
    };

    private BackupDescriptor Chosen(IReadOnlyList<BackupDescriptor> found)
    {
        var chosen = place.BackupId is { } id ? [.. found.Where(backup => backup.Id.Value == id)] : found;
        return chosen.Count == 1 ? chosen[0] : throw new ConfigurationInvalidException("The command line", [
            $"{place.Side} '{place.Backup}' holds {found.Count} backups, and --id chooses {chosen.Count} of them: "
            + string.Join(", ", found.Select(backup => backup.Id)) + ".",
        ]);
    }
}
