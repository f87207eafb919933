namespace DrDrills.Oci.Permissions;

/// <summary>Whether the drill's identity has a permission.</summary>
public enum PermissionState
{
    /// <summary>It was used, harmlessly, and granted.</summary>
    Granted,

    /// <summary>It was used, and refused.</summary>
    Missing,

    /// <summary>It cannot be used without making or changing something, or the service did not answer.</summary>
    NotAsked,
}
