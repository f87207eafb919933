using DrDrills.Cli.Configuration;
using DrDrills.Drills;
using DrDrills.Objectives;

namespace DrDrills.Cli.Checking;

/// <summary>One backup to be restored, proven and timed.</summary>
internal sealed record CheckRequest
{
    /// <value>The backup's folder or file.</value>
    public required string Backup { get; init; }

    /// <value>The manifest, where it is not beside the backup; else null.</value>
    public string? Manifest { get; init; }

    /// <value>The format that the backup must have, or null for whatever it is.</value>
    public string? Format { get; init; }

    /// <value>auto, local, container or remote.</value>
    public required string Target { get; init; }

    /// <value>Connection of a remote server, a secret, or null.</value>
    public string? Remote { get; init; }

    /// <value>Hosts that may be restored into.</value>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <value>What it is held to.</value>
    public required DrillObjectives Objectives { get; init; }

    /// <value>The system of <c>drdrills.json</c>, or null.</value>
    public ProtectedSystem? System { get; init; }

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
