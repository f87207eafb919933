using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Which volume is recovered from what, where, and what of it is wanted.</summary>
public sealed record VolumeRecoveryOptions
{
    /// <value>The tenancy; everything made carries its run's tags.</value>
    public required OciTenancy Tenancy { get; init; }

    /// <value>OCID of the volume that was lost, or that lost something.</value>
    public required string VolumeId { get; init; }

    /// <value>OCID of the compartment with its backups, or with its clones.</value>
    public required string SourceCompartmentId { get; init; }

    /// <value>OCID of the compartment that the recovered volume is made in; must be on the allow list.</value>
    public required string CompartmentId { get; init; }

    /// <value>OCID of the instance that this process runs on: the recovered volume is attached there.</value>
    public required string HostInstanceId { get; init; }

    /// <value>Name of the region with the backups, the host and the recovered volume; null takes the tenancy's home.</value>
    public string? Region { get; init; }

    /// <value>What it is recovered from. Default: a backup.</value>
    public VolumeSourceKind Source { get; init; } = VolumeSourceKind.Backup;

    /// <value>Paths of files and folders that are wanted, from the root of the file system, without a slash in front. Default: everything.</value>
    public IReadOnlyList<string> Wanted { get; init; } = [];

    /// <value>
    /// Folder with one file manifest for each backup, <c>OCID.files.json</c> (of a copy in another region, that of the original serves).
    /// Null: there are none.
    /// </value>
    public DirectoryInfo? FileManifests { get; init; }

    /// <value>An existing folder of the run; what is wanted is copied below it.</value>
    public required DirectoryInfo WorkFolder { get; init; }

    /// <value>The longest that copying the wanted files may take. Default: 30 minutes.</value>
    public TimeSpan CopyLimit { get; init; } = TimeSpan.FromMinutes(30);
}
