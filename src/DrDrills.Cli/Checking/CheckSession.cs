using System.Globalization;
using System.Reflection;
using DrDrills.Backups;
using DrDrills.Cli.Output;
using DrDrills.Cli.Running;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;
using Npgsql;
using WorkFolder = DrDrills.PostgreSql.Servers.RunFolder;

namespace DrDrills.Cli.Checking;

/// <summary>One call of <c>check</c>: restore one backup somewhere safe, prove it, time it.</summary>
internal sealed class CheckSession(VerbContext context, CheckRequest request)
{
    /// <summary>Runs the drill and tells what came of it.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var (source, backup, expected) = await OnlyBackupAsync(cancellationToken).ConfigureAwait(false);
        var live = await LiveAsync(backup.Id, cancellationToken).ConfigureAwait(false);
        var target = await TargetChoice.SelectAsync(context.Screen, request.Target, request.Remote, request.AllowedHosts, cancellationToken)
            .ConfigureAwait(false);
        var runId = RunIds.New(context.Time);
        using var hosted = request is { System.Supabase: { } project, SupabaseToken: { } token }
            ? new SupabaseBackups(project.Api, project.Reference, token, context.Time)
            : null;
        var work = await WorkFolder.CreateAsync(runId, "work", null, cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            var recovery = RecoveryOf(source, backup, expected, live, target, runId, work.Directory);
            var run = await WatchAsync(Plan(runId, source, backup with { Manifest = expected }, recovery, hosted, live), cancellationToken).ConfigureAwait(false);
            await new CheckConclusion(context, request, HistoryOf(request)).TellAsync(run, Evidence(run)).ConfigureAwait(false);
            return run.ExitCode;
        }
    }

    /// <summary>Before the clock of the drill begins: what reading the source takes is no part of a recovery.</summary>
    private async Task<LiveSource?> LiveAsync(BackupId backup, CancellationToken cancellationToken)
    {
        if (request.Against is not { } connection)
        {
            return null;
        }

        var database = NpgsqlDataSource.Create(connection);
        await using (database.ConfigureAwait(false))
        {
            var live = await WorkDisplay.RunAsync(
                context,
                "live source",
                progress => LiveSourceTaker.TakeAsync(database, backup.Value, progress, cancellationToken)).ConfigureAwait(false);
            context.Screen.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"Live source at {live.Manifest.TakenAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: {live.Manifest.Tables.Count} tables, {live.Manifest.Tables.Sum(table => table.Rows):N0} rows"));
            if (live.Uncounted is { } why)
            {
                context.Screen.Say($"Its counters of changes prove nothing: {why}. A table that differs is told as drift unless it is plainly lost.");
            }

            return live;
        }
    }

    private async Task<(IBackupSource Source, BackupDescriptor Backup, BackupManifest? Expected)> OnlyBackupAsync(
        CancellationToken cancellationToken)
    {
        var source = await BackupSources.OpenAsync(request.Backup, SourceOptions(null), cancellationToken).ConfigureAwait(false);
        var found = await source.ListAsync(cancellationToken).ConfigureAwait(false);
        found = Chosen(source, found);

        if (request.Format is { } wanted && found[0].Format.Name != wanted)
        {
            throw new ConfigurationInvalidException("The command line", [$"--format wants '{wanted}'; '{request.Backup}' is '{found[0].Format}'."]);
        }

        // A base backup keeps its own manifest, of its files; what it must hold at the recovery target is said by another.
        var isBase = Recoveries.Of(found[0].Format)?.IsPhysical == true;
        if (!isBase && request.Manifest is not null)
        {
            source = await BackupSources.OpenAsync(request.Backup, SourceOptions(request.Manifest), cancellationToken).ConfigureAwait(false);
            found = Chosen(source, await source.ListAsync(cancellationToken).ConfigureAwait(false));
        }

        var expected = !isBase ? found[0].Manifest
            : request.Manifest is { } named ? await ManifestJson.ReadAsync(named, cancellationToken).ConfigureAwait(false)
            : null;
        if (request.Against is not null && !FactoryOf(found[0]).ComparesWithLive)
        {
            throw new ConfigurationInvalidException("The command line", [
                $"--against compares whole databases; '{found[0].Id}' is '{found[0].Format}', which leaves out what the platform makes itself.",
            ]);
        }

        if (expected is not null && request.Against is not null)
        {
            throw new ConfigurationInvalidException("The command line", [
                $"--against is for a backup without a manifest; '{found[0].Id}' has one, which says exactly what it must hold.",
            ]);
        }

        if (expected is null && request.Against is null)
        {
            context.Screen.Say($"Warning: no manifest says what '{found[0].Id}' must hold once recovered; it is proven self-consistent only.");
            context.Screen.Say(isBase
                ? "Hint: './drdrills manifest' takes one of the source at the moment to recover to; name it with --manifest."
                : "Hint: --against compares with the live source. './drdrills capture' takes backup and manifest in one snapshot; --manifest names one that is kept elsewhere.");
        }

        if (isBase && expected is not null && found[0].Manifest is { } own)
        {
            expected = expected with { Files = own.Files };
        }

        return (source, found[0], expected);
    }

    private DrillPlan Plan(
        string runId, IBackupSource source, BackupDescriptor backup, IRecovery recovery, SupabaseBackups? hosted, LiveSource? live) => new()
    {
        RunId = runId,
        DrillId = $"check/{backup.Id}",
        Title = $"Backup '{backup.Id}' can be restored",
        System = request.System?.Name ?? (backup.Manifest ?? live?.Manifest)?.Source.Database ?? backup.Id.Value,
        Incident = new Incident("the system is lost now, and this backup is what is left", IncidentKind.Declared, context.Time.GetUtcNow()),
        Recovery = recovery,
        Live = live,
        Verifications =
        [
            .. FactoryOf(backup).Verifications(live is not null
                ? Verifications.AgainstLive(FactoryOf(backup).IsPhysical)
                : Verifications.For(
                    backup.Manifest,
                    source is IBackupStreamSource stream && stream.Flows(backup),
                    HistoryOf(request),
                    request.FewerRowsAreRight,
                    FactoryOf(backup).IsPhysical)),
            .. hosted is null ? [] : new[] { new HostedBackupsVerification(hosted, context.Time) },
            .. Verifications.Of(request.System?.Checks ?? []),
        ],
        Deviations = [.. DeviationsOf(backup)],
        Objectives = request.Objectives,
        AllowEgress = request.AllowEgress,
        EvidenceClass = request.EvidenceClass,
        Trigger = Environment.GetEnvironmentVariable("DRDRILLS_TRIGGER") is { Length: > 0 } trigger ? trigger : "manual",
    };

    private IEnumerable<string> DeviationsOf(BackupDescriptor backup)
    {
        if (backup.Manifest is not null && !NamesFiles(backup))
        {
            yield return "the backup's files were not compared: the manifest was taken of the database, not with this backup, and names no files";
        }

        if (request.FewerRowsAreRight)
        {
            yield return "the caller said beforehand that fewer rows than in the last proof are right (--accept-fewer-rows)";
        }
    }

    /// <summary>The one backup that was named or drawn, or the only one there is; of a repository the newest.</summary>
    private IReadOnlyList<BackupDescriptor> Chosen(IBackupSource source, IReadOnlyList<BackupDescriptor> found)
    {
        const int Shown = 20;
        if (request.SampleSeed is { } seed && found.Count > 0)
        {
            var drawn = BackupSample.Draw(found, seed);
            context.Screen.Say($"Backup '{drawn.Id}': {drawn.Selection}.");
            return [drawn];
        }

        var ids = string.Join(", ", found.Take(Shown).Select(backup => backup.Id)) + (found.Count > Shown ? ", …" : "");
        if (request.BackupId is null && source.IsRepository && found.Count > 1)
        {
            context.Screen.Say($"'{request.Backup}' holds {found.Count} backups; this is the newest, --id names another: {ids}.");
            return [found[0]];
        }

        var chosen = request.BackupId is { } id ? [.. found.Where(backup => backup.Id.Value == id)] : found;
        return chosen.Count == 1 ? chosen : throw new ConfigurationInvalidException("The command line", [
            request.BackupId is { } wanted
                ? $"'{request.Backup}' holds no backup '{wanted}'; it holds {ids}."
                : $"'{request.Backup}' holds {found.Count} backups; name one of them with --id: {ids}."
                    + (found.All(backup => backup.Format == BackupFormat.Wrapped)
                        ? $" They are encrypted, and {(request.Key is null ? "no key was given (--key)" : "the key that was given does not open them")}: "
                            + "whether they are the parts of one backup shows only once they are opened."
                        : ""),
        ]);
    }

    private IRecovery RecoveryOf(
        IBackupSource source, BackupDescriptor backup, BackupManifest? expected, LiveSource? live, IPostgresTarget target, string runId,
        DirectoryInfo workFolder)
    {
        return FactoryOf(backup).Create(new RecoveryRequest
        {
            Source = source,
            Backup = backup,
            Target = target,
            RunId = runId,
            WorkFolder = workFolder,
            RecoverTo = request.RecoverTo,
            LogArchive = request.LogArchive,
            Database = request.Database,
            Expected = expected,
            Like = live?.Manifest.Source,
            TimingProfile = request.TimingProfile,
        });
    }

    private IRecoveryFactory FactoryOf(BackupDescriptor backup) => Recoveries.Of(backup.Format) ?? throw new ConfigurationInvalidException(
        "The command line", [$"'{request.Backup}' is '{backup.Format}', which 'check' cannot restore."]);

    private BackupSourceOptions SourceOptions(string? manifest) => new() { Manifest = manifest, Key = request.Key, Stanza = request.Stanza };

    private static bool NamesFiles(BackupDescriptor backup) => backup.Manifest is { Files.Count: > 0 };

    private static ProofHistory? HistoryOf(CheckRequest request) =>
        request.History is { } folder ? new ProofHistory(folder, request.System?.Name) : null;

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
        if (run.ComparisonBasis == ComparisonBasis.Live)
        {
            notTested.Add("Whether the backup holds what the source held when it was taken: it was compared with what the source holds now.");
        }

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
            NamedSystem = request.System?.Name,
            Criticality = request.System?.Criticality,
            NotTested = notTested,
        });
    }
}
