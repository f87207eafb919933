using System.CommandLine;
using DrDrills.Backups;
using DrDrills.Cli.Checking;
using DrDrills.Cli.Configuration;
using DrDrills.Cli.Options;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Backups.BaseBackup;

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

    private readonly Option<string> _format = CommonOptions.OneOf(
        "--format", "Refuse anything but this format.", "auto", "auto", "custom", "directory", "plain", "base");

    private readonly Option<RecoveryTarget?> _recoverTo = CommonOptions.Parsed(
        "--recover-to",
        "Where a base backup's recovery stops: 'latest', 'time 2026-08-01T03:00:00Z', 'lsn 16/B374D848', 'xid 745', 'name my_point', or "
        + "'before-damage schema.table 2026-08-01T03:00:00Z' (the transaction that did the damage is found in the log). Default: latest.",
        "target",
        RecoverToText.Parse);

    private readonly Option<DirectoryInfo?> _logArchive = new("--wal-archive")
    {
        Description = "Folder that a base backup's log is archived to; required for one.",
        HelpName = "folder",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "Database of a base backup to verify. Default: the one that its manifest describes.",
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

    private readonly Option<string?> _system = new("--system")
    {
        Description = "System of drdrills.json whose objectives apply where --rto and --rpo are not given.",
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

    private CheckVerb()
    {
    }

    public static Command Create(VerbContext context)
    {
        var verb = new CheckVerb();
        var command = new Command("check", "Restores one backup into an isolated copy, proves it against its manifest, times it, disposes of the copy.")
        {
            verb._backup, verb._manifest, verb._format, verb._recoverTo, verb._logArchive, verb._database, verb._target, verb._remote, verb._allow, verb._system, verb._rto, verb._rpo,
            verb._quick, verb._evidenceClass, verb._json, verb._output,
        };
        command.Validators.Add(result =>
        {
            var wantsRemote = result.GetValue(verb._target) == "remote";
            if (wantsRemote != (result.GetValue(verb._remote) is not null))
            {
                result.AddError("--target remote and --remote go together: the one says where, the other how to get there.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
            (int)await new CheckSession(context, verb.RequestOf(context, parsed)).RunAsync(cancellationToken).ConfigureAwait(false));
        return command;
    }

    private CheckRequest RequestOf(VerbContext context, ParseResult parsed)
    {
        var configuration = ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName);
        var system = parsed.GetValue(_system) is { } name ? configuration.Find(name) : null;
        var objectives = system?.Objectives ?? DrillObjectives.None;
        return new CheckRequest
        {
            Backup = parsed.GetRequiredValue(_backup),
            Manifest = parsed.GetValue(_manifest),
            Format = FormatOf(parsed.GetRequiredValue(_format)),
            RecoverTo = parsed.GetValue(_recoverTo) ?? RecoveryTarget.Latest,
            LogArchive = parsed.GetValue(_logArchive),
            Database = parsed.GetValue(_database),
            Target = parsed.GetRequiredValue(_target),
            Remote = parsed.GetValue(_remote) is { } remote ? SourceOption.Read(context.Screen, "--remote", remote).Settings.ConnectionString : null,
            AllowedHosts = parsed.GetValue(_allow) ?? [],
            System = system,
            Objectives = objectives with
            {
                RecoveryTime = parsed.GetValue(_rto) is { } rto ? new RecoveryTimeObjective(rto) : objectives.RecoveryTime,
                RecoveryPoint = parsed.GetValue(_rpo) is { } rpo ? new RecoveryPointObjective(rpo) : objectives.RecoveryPoint,
            },
            TimingProfile = parsed.GetValue(_quick) ? TimingProfile.Quick : TimingProfile.AsProduction,
            EvidenceClass = parsed.GetRequiredValue(_evidenceClass) == "provider" ? EvidenceClass.Provider : EvidenceClass.Mechanism,
            Output = parsed.GetValue(_output),
            Json = parsed.GetValue(_json),
        };
    }

    private static string? FormatOf(string word) => word switch
    {
        "custom" => BackupFormat.PgDumpCustom.Name,
        "directory" => BackupFormat.PgDumpDirectory.Name,
        "plain" => BackupFormat.PgDumpPlain.Name,
        "base" => BackupFormat.PgBaseBackup.Name,
        _ => null,
    };
}
