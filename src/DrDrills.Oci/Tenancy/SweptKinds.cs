using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.BootVolumes;
using DrDrills.Oci.Vault;

namespace DrDrills.Oci.Tenancy;

/// <summary>Every kind of resource that drills make in a tenancy.</summary>
public static class SweptKinds
{
    /// <summary>All of them, in the order of removal: what hangs on another comes first.</summary>
    public static IReadOnlyList<ITaggedResources> All { get; } =
    [
        new TaggedInstances(),
        new TaggedVolumes(),
        new TaggedBootVolumes(),
        new TaggedAutonomousDatabases(),
        new TaggedSecrets(),
    ];
}
