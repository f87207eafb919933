namespace DrDrills.Configuration;

/// <summary>How a run proves to OCI who it is.</summary>
public enum OciAuthenticationKind
{
    /// <summary>The API key of a profile in an OCI configuration file.</summary>
    ConfigFile,

    /// <summary>The session token of a profile in an OCI configuration file.</summary>
    SessionToken,

    /// <summary>The instance that the run is on.</summary>
    InstancePrincipal,
}
