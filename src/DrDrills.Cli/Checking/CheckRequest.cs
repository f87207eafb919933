using DrDrills.Configuration;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Backups.BaseBackup;
using Npgsql;

namespace DrDrills.Cli.Checking;

/// <summary>One backup to be restored, proven and timed.</summary>
internal sealed record CheckRequest
{
    /// <value>The backup's folder or file.</value>
    public required string Backup { get; init; }

    /// <value>What must be there: a dump's manifest where it is not beside it, or that of a base backup's recovery target; else null.</value>
    public string? Manifest { get; init; }

    /// <value>The live source to compare with where there is no manifest, or null; a secret.</value>
    public NpgsqlConnectionStringBuilder? Against { get; init; }

    /// <value>Which of several backups there, or null for the only one.</value>
    public string? BackupId { get; init; }

    /// <value>The seed that one of several backups is drawn with, or null for none.</value>
    public int? SampleSeed { get; init; }

    /// <value>Which system of a repository that several share, or null for the only one.</value>
    public string? Stanza { get; init; }

    /// <value>What an encrypted backup is opened with, or null.</value>
    public SecretText? Key { get; init; }

    /// <value>The format that the backup must have, or null for whatever it is.</value>
    public string? Format { get; init; }

    /// <value>Where a base backup's recovery stops. Default: at the end of the archived log.</value>
    public RecoveryTarget RecoverTo { get; init; } = RecoveryTarget.Latest;

    /// <value>Where the log of a base backup is archived, or null for a dump.</value>
    public DirectoryInfo? LogArchive { get; init; }

    /// <value>The database of a base backup to verify, or null for the one that its manifest describes.</value>
    public string? Database { get; init; }

    /// <value>auto, local, container or remote.</value>
    public required string Target { get; init; }

    /// <value>Connection of a remote server, a secret, or null.</value>
    public string? Remote { get; init; }

    /// <value>Hosts that may be restored into.</value>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <value>Whether it may be restored where nothing proves that the copy cannot reach the network.</value>
    public bool AllowEgress { get; init; }

    /// <value>What it is held to.</value>
    public required DrillObjectives Objectives { get; init; }

    /// <value>The system of <c>drdrills.json</c>, or null.</value>
    public ProtectedSystem? System { get; init; }

    /// <value>Access token of the system's hosted Supabase project, or null where it is none.</value>
    public SecretText? SupabaseToken { get; init; }

    /// <value>Folder with the records of earlier checks, or null where none are kept.</value>
    public DirectoryInfo? History { get; init; }

    /// <value>Whether the caller named that folder, rather than took the default.</value>
    public bool HistoryIsNamed { get; init; }

    /// <value>Whether the caller says that fewer rows than proven before are right.</value>
    public bool FewerRowsAreRight { get; init; }

    /// <value>Durability settings of the copy.</value>
    public required TimingProfile TimingProfile { get; init; }

    /// <value>What the figures stand for.</value>
    public required EvidenceClass EvidenceClass { get; init; }

    /// <value>Folder for the evidence record, or null.</value>
    public DirectoryInfo? Output { get; init; }

    /// <value>Where the record goes as JSON, or null.</value>
    public string? Json { get; init; }

    /// <summary>The connection stays out of logs.</summary>
    public override string ToString() => $"check of '{Backup}' in {Target}";
}
