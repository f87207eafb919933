using DrDrills.Oci.BlockVolumes;

namespace DrDrills.Oci.BootVolumes;

/// <summary>Which instance is recovered from which boot volume's backup, and what it is like.</summary>
public sealed record InstanceRecoveryOptions
{
    /// <value>The boot volume of the lost instance, its backups, and what of it is compared with the file manifest (configuration, binaries).</value>
    public required VolumeRecoveryOptions BootVolume { get; init; }

    /// <value>Shape of the instance. Default: <c>VM.Standard.E4.Flex</c>.</value>
    public string Shape { get; init; } = "VM.Standard.E4.Flex";

    /// <value>OCPUs of a flexible shape, above 0. Default: 1.</value>
    public float Ocpus { get; init; } = 1;

    /// <value>Memory of a flexible shape in GiB, above 0. Default: 8.</value>
    public float MemoryInGigabytes { get; init; } = 8;

    /// <value>OCID of a subnet for drills; its security lists must have no egress rule, so that the copy reaches nothing.</value>
    public required string SubnetId { get; init; }

    /// <value>Port that the restored application answers at. Default: 8080.</value>
    public int Port { get; init; } = 8080;
}
