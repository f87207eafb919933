using System.Reflection;
using Oci.Common.Model;

namespace DrDrills.Oci.Tenancy;

/// <summary>The OCI SDK that is in use: the real one, or the stand-in where the package feed lacks it.</summary>
public static class OciSdk
{
    /// <summary>Its assembly; a stand-in says so in its metadata.</summary>
    public static Assembly Assembly => typeof(OciException).Assembly;

    /// <summary>Its version, such as <c>134.1.0</c>.</summary>
    /// <remarks>As the SDK itself says: the real assembly carries no version (it is compiled without assembly information).</remarks>
    public static string Version => global::Oci.Common.Version.GetVersion();
}
