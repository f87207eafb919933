using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.Cli.Checking;
using DrDrills.Cli.Options;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.Supabase;

namespace DrDrills.Cli.Verbs;

/// <summary><c>check</c>: one backup, restored somewhere safe, proven and timed.</summary>
internal sealed class CheckVerb
{
    private readonly Argument<string> _backup = new("backup") { Description = "Folder or file of one backup; what it is, is told from its content." };

    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "What must be there: a dump's manifest (default: manifest.json beside it), or one of a base backup's recovery target.",
        HelpName = "file",
    };

    private readonly Option<string?> _against = new("--against")
    {
        Description = "For a backup without a manifest: the live source to compare with, read-only, at one snapshot; written like --source of capture. "
            + "Equal tables are proven. What is missing, empty, far smaller, or different though the source did not change it, fails; any other "
            + "difference is told as drift and leaves the verdict inconclusive.",
        HelpName = "connection",
    };

    private readonly Option<string> _format = CommonOptions.OneOf(
        "--format", "Refuse anything but this format.", "auto", "auto", "custom", "directory", "tar", "plain", "dumpall", "globals", "supabase", "supabase-daily", "base", "base-tar",
        "pgbackrest", "barman");

    private readonly Option<string?> _id = new("--id") { Description = "Which backup, where there are several. Default: the only one; of a repository, the newest.", HelpName = "name" };

    private readonly Option<string?> _sample = new("--sample")
    {
        Description = "Draw one of several backups at random; the seed is printed and kept in the record, and draws the same of the same list. Default: a new seed.",
        HelpName = "seed",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _stanza = new("--stanza")
    {
        Description = "Which system of a repository that several share: a stanza, a server's name. Default: the only one.",
        HelpName = "name",
    };

    private readonly Option<string?> _key = KeyOption.Create();

    private readonly Option<RecoveryTarget?> _recoverTo = CommonOptions.Parsed(
        "--recover-to",
        "Where a physical backup's recovery stops: 'latest', 'immediate', 'time 2026-08-01T03:00:00Z', 'lsn 16/B374D848', 'xid 745', "
        + "'name my_point', each also with 'timeline 2' behind it; or 'before-damage schema.table 2026-08-01T03:00:00Z' (the transaction that "
        + "did the damage is found in the log). Default: latest.",
        "target",
        RecoverToText.Parse);

    private readonly Option<DirectoryInfo?> _logArchive = new("--wal-archive")
    {
        Description = "Folder that a base backup's log is archived to; needed where the backup does not hold its log itself.",
        HelpName = "folder",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "Database of a physical backup to verify. Default: the one that its manifest describes, else the only one, or the largest.",
        HelpName = "name",
    };

    private readonly Option<string> _target = CommonOptions.OneOf(
        "--target", "Where it is restored; auto is the first that works, container before local.", "auto", "auto", "local", "container", "remote");

    private readonly Option<string?> _remote = new("--remote")
    {
        Description = "Empty server for --target remote: connection string, URL, env:NAME or file:PATH.",
        HelpName = "connection",
    };

    private readonly Option<string[]> _allow = new("--allow")
    {
        Description = "Host, or host/database, that --target remote may restore into; may be given several times. Default: none.",
        HelpName = "host",
    };

    private readonly Option<bool> _allowEgress = CommonOptions.AllowEgress();

    private readonly Option<string?> _system = new("--system")
    {
        Description = "System of drdrills.json: its SQL checks are asked, its objectives apply where --rto and --rpo are not given.",
        HelpName = "name",
    };

    private readonly Option<TimeSpan?> _rto = CommonOptions.Duration("--rto", "Longest recovery time, inclusive. Default: none.", "nothing is recovered in no time.");

    private readonly Option<TimeSpan?> _rpo = CommonOptions.Duration("--rpo", "Longest data-loss window, inclusive. Default: none.");

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Restore with durability off: only the verdict counts, and no recovery time is reported.",
    };

    private readonly Option<string> _evidenceClass = CommonOptions.OneOf(
        "--evidence-class", "What the figures stand for: a real backup of a real system, or a fixture.", "provider", "provider", "mechanism");

    private readonly Option<string?> _json = JsonOption.Create("The evidence record");

    private readonly Option<DirectoryInfo?> _output = new("--out") { Description = "Folder for the evidence record. Default: not kept.", HelpName = "folder" };

    private readonly Option<DirectoryInfo?> _history = new("--history")
    {
        Description = "Folder with the records of earlier checks: a backup without a manifest is held against the rows of the last one of the same "
            + "source that passed, and this check's record is kept there. Default: reports/checks of the clone.",
        HelpName = "folder",
    };

    private readonly Option<bool> _acceptFewerRows = new("--accept-fewer-rows")
    {
        Description = "Fewer rows than in the last proof are right this time (data was cleared); told as notes, and the new count is the one to hold to.",
    };

    private CheckVerb()
    {
    }

    public static Command Create(VerbContext context)
    {
        var verb = new CheckVerb();
        var command = new Command("check", "Restores one backup into an isolated copy, proves it against its manifest or its live source, times it, disposes of the copy.")
        {
            verb._backup, verb._id, verb._sample, verb._stanza, verb._key, verb._manifest, verb._against, verb._format, verb._recoverTo,
            verb._logArchive, verb._database,
            verb._target, verb._remote, verb._allow, verb._allowEgress, verb._system, verb._rto, verb._rpo, verb._quick, verb._evidenceClass, verb._json, verb._output, verb._history, verb._acceptFewerRows,
        };
        // A mistake of a command hides those of its options, so it is laid at the door of the option that is there without the other.
        verb._target.Validators.Add(result => verb.RequireBoth(result, result.GetValueOrDefault<string>() == "remote"));
        verb._remote.Validators.Add(result => verb.RequireBoth(result, result.GetValue(verb._target) != "remote"));
        verb._against.Validators.Add(result =>
        {
            if (result.GetValue(verb._manifest) is not null)
            {
                result.AddError("--against and --manifest do not go together: what a manifest says is exact, what a live source holds has gone on.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = await verb.RequestOfAsync(context, parsed, cancellationToken).ConfigureAwait(false);
            return (int)await new CheckSession(context, request).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private void RequireBoth(SymbolResult result, bool matters)
    {
        if (matters && (result.GetValue(_target) == "remote") != (result.GetValue(_remote) is not null))
        {
            result.AddError("--target remote and --remote go together: the one says where, the other how to get there.");
        }
    }

    private async Task<CheckRequest> RequestOfAsync(VerbContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName);
        var system = parsed.GetValue(_system) is { } name ? configuration.Find(name) : null;
        var objectives = system?.Objectives ?? DrillObjectives.None;
        return new CheckRequest
        {
            Backup = parsed.GetRequiredValue(_backup),
            BackupId = parsed.GetValue(_id),
            SampleSeed = SeedOf(parsed),
            Stanza = parsed.GetValue(_stanza),
            Key = await KeyOption.ReadAsync(context, parsed.GetValue(_key), cancellationToken).ConfigureAwait(false),
            Manifest = parsed.GetValue(_manifest),
            Against = parsed.GetValue(_against) is { } live
                ? (await SourceOption.ReadAsync(context, "--against", live, cancellationToken).ConfigureAwait(false)).Settings
                : null,
            Format = FormatOf(parsed.GetRequiredValue(_format)),
            RecoverTo = parsed.GetValue(_recoverTo) ?? RecoveryTarget.Latest,
            LogArchive = parsed.GetValue(_logArchive),
            Database = parsed.GetValue(_database),
            Target = parsed.GetRequiredValue(_target),
            Remote = parsed.GetValue(_remote) is { } remote
                ? (await SourceOption.ReadAsync(context, "--remote", remote, cancellationToken).ConfigureAwait(false)).Settings.ConnectionString
                : null,
            AllowedHosts = parsed.GetValue(_allow) ?? [],
            AllowEgress = parsed.GetValue(_allowEgress),
            System = system,
            SupabaseToken = system?.Supabase is { } hosted
                ? await KeyOption.SecretAsync(context, hosted.Token, $"system '{system.Name}': source.supabase.token", cancellationToken).ConfigureAwait(false)
                : null,
            Objectives = objectives with
            {
                RecoveryTime = parsed.GetValue(_rto) is { } rto ? new RecoveryTimeObjective(rto) : objectives.RecoveryTime,
                RecoveryPoint = parsed.GetValue(_rpo) is { } rpo ? new RecoveryPointObjective(rpo) : objectives.RecoveryPoint,
            },
            TimingProfile = parsed.GetValue(_quick) ? TimingProfile.Quick : TimingProfile.AsProduction,
            EvidenceClass = parsed.GetRequiredValue(_evidenceClass) == "provider" ? EvidenceClass.Provider : EvidenceClass.Mechanism,
            Output = parsed.GetValue(_output),
            History = parsed.GetValue(_history)
                ?? (context.Root is { } root ? new DirectoryInfo(Path.Combine(root.FullName, "reports", "checks")) : null),
            HistoryIsNamed = parsed.GetValue(_history) is not null,
            FewerRowsAreRight = parsed.GetValue(_acceptFewerRows),
            Json = parsed.GetValue(_json),
        };
    }

    /// <summary>The seed that was given, a new one where none was, null where nothing is drawn.</summary>
    private int? SeedOf(ParseResult parsed) => (parsed.GetResult(_sample), parsed.GetValue(_sample)) switch
    {
        (null, _) => null,
        _ when parsed.GetValue(_id) is not null => throw new ConfigurationInvalidException(
            "The command line", ["--id names a backup and --sample draws one; give one of the two."]),
        (_, null) => BackupSample.NewSeed(),
        (_, var text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new ConfigurationInvalidException("The command line", [$"--sample '{text}' is no seed; expected a whole number from 0 to {int.MaxValue}."]),
    };

    private static string? FormatOf(string word) => word switch
    {
        "custom" => BackupFormat.PgDumpCustom.Name,
        "directory" => BackupFormat.PgDumpDirectory.Name,
        "tar" => BackupFormat.PgDumpTar.Name,
        "plain" => BackupFormat.PgDumpPlain.Name,
        "dumpall" => BackupFormat.PgDumpAll.Name,
        "globals" => BackupFormat.PgGlobals.Name,
        "supabase" => SupabaseFormat.Scripts.Name,
        "supabase-daily" => SupabaseFormat.Daily.Name,
        "base" => BackupFormat.PgBaseBackup.Name,
        "base-tar" => BackupFormat.PgBaseBackupTar.Name,
        "pgbackrest" => BackupFormat.PgBackRest.Name,
        "barman" => BackupFormat.Barman.Name,
        _ => null,
    };
}
