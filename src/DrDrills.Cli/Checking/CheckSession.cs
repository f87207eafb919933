using System.Reflection;
using DrDrills.Backups;
using DrDrills.Cli.Output;
using DrDrills.Cli.Running;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;
using WorkFolder = DrDrills.PostgreSql.Servers.RunFolder;

namespace DrDrills.Cli.Checking;

/// <summary>One call of <c>check</c>: restore one backup somewhere safe, prove it, time it.</summary>
internal sealed class CheckSession(VerbContext context, CheckRequest request)
{
    /// <summary>Runs the drill and tells what came of it.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var (source, backup, expected) = await OnlyBackupAsync(cancellationToken).ConfigureAwait(false);
        var target = await TargetChoice.SelectAsync(context.Screen, request.Target, request.Remote, request.AllowedHosts, cancellationToken)
            .ConfigureAwait(false);
        var runId = RunIds.New(context.Time);
        var work = await WorkFolder.CreateAsync(runId, "work", null, cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            var recovery = CheckRecovery.Of(request, backup, source, expected, (target, runId, work.Directory));
            var run = await WatchAsync(Plan(runId, backup with { Manifest = expected }, recovery), cancellationToken).ConfigureAwait(false);
            await new CheckConclusion(context, request).TellAsync(run, Evidence(run)).ConfigureAwait(false);
            return run.ExitCode;
        }
    }

    private async Task<(IBackupSource Source, BackupDescriptor Backup, BackupManifest? Expected)> OnlyBackupAsync(
        CancellationToken cancellationToken)
    {
        var source = new BackupFolderSource(request.Backup);
        var found = await source.ListAsync(cancellationToken).ConfigureAwait(false);
        if (found.Count != 1)
        {
            throw new ConfigurationInvalidException("The command line", [
                $"'{request.Backup}' holds {found.Count} backups; name one of them: {string.Join(", ", found.Select(b => b.Id))}.",
            ]);
        }

        if (request.Format is { } wanted && found[0].Format.Name != wanted)
        {
            throw new ConfigurationInvalidException("The command line", [$"--format wants '{wanted}'; '{request.Backup}' is '{found[0].Format}'."]);
        }

        // A base backup keeps its own manifest, of its files; what it must hold at the recovery target is said by another.
        var isBase = found[0].Format == BackupFormat.PgBaseBackup;
        if (!isBase && request.Manifest is not null)
        {
            source = new BackupFolderSource(request.Backup, request.Manifest);
            found = await source.ListAsync(cancellationToken).ConfigureAwait(false);
        }

        var expected = !isBase ? found[0].Manifest
            : request.Manifest is { } named ? await ManifestJson.ReadAsync(named, cancellationToken).ConfigureAwait(false)
            : null;
        if (expected is null)
        {
            context.Screen.Say($"Warning: no manifest says what '{found[0].Id}' must hold once recovered; it is proven self-consistent only.");
            context.Screen.Say(isBase
                ? "Hint: './drdrills manifest' takes one of the source at the moment to recover to; name it with --manifest."
                : "Hint: './drdrills capture' takes backup and manifest in one snapshot; --manifest names one that is kept elsewhere.");
        }

        if (isBase && expected is not null && found[0].Manifest is { } own)
        {
            expected = expected with { Files = own.Files };
        }

        return (source, found[0], expected);
    }

    private DrillPlan Plan(string runId, BackupDescriptor backup, IRecovery recovery) => new()
    {
        RunId = runId,
        DrillId = $"check/{backup.Id}",
        Title = $"Backup '{backup.Id}' can be restored",
        System = request.System?.Name ?? backup.Manifest?.Source.Database ?? backup.Id.Value,
        Incident = new Incident("the system is lost now, and this backup is what is left", IncidentKind.Declared, context.Time.GetUtcNow()),
        Recovery = recovery,
        Verifications = backup.Manifest is null ? Verifications.SelfConsistent
            : NamesFiles(backup) ? Verifications.Default
            : [.. Verifications.Default.Where(verification => verification is not BackupFilesVerification)],
        Deviations = backup.Manifest is null || NamesFiles(backup)
            ? []
            : ["the backup's files were not compared: the manifest was taken of the database, not with this backup, and names no files"],
        Objectives = request.Objectives,
        EvidenceClass = request.EvidenceClass,
        Trigger = Environment.GetEnvironmentVariable("DRDRILLS_TRIGGER") is { Length: > 0 } trigger ? trigger : "manual",
    };

    private static bool NamesFiles(BackupDescriptor backup) => backup.Manifest is { Files.Count: > 0 };

    private async Task<DrillRun> WatchAsync(DrillPlan plan, CancellationToken cancellationToken)
    {
        var observer = new ScreenObserver(plan.DrillId, context.Time);
        var running = Task.Run(() => new DrillRunner(context.Time, observer).RunAsync(plan, cancellationToken), CancellationToken.None);
        await ProgressLoop.WatchAsync(context.Screen, context.Time, running, observer.Drain).ConfigureAwait(false);
        return await running.ConfigureAwait(false);
    }

    private EvidenceRecord Evidence(DrillRun run)
    {
        List<string> notTested =
        [
            "Applications on top of the restored database.",
            "Fetching the backup from any other place than the one named.",
            "Switching production's traffic to the restored system.",
        ];
        if (run.ComparisonBasis == ComparisonBasis.SelfConsistentOnly)
        {
            notTested.Add("Whether the backup holds what the source held: there was no manifest.");
        }

        return EvidenceRecord.Of(run, new EvidenceContext
        {
            ProductVersion = typeof(DrillRunner).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
            Initiator = EvidenceInitiator.OfThisProcess(),
            Environment = EvidenceEnvironment.OfThisMachine(context.Time, []),
            Criticality = request.System?.Criticality,
            NotTested = notTested,
        });
    }
}
