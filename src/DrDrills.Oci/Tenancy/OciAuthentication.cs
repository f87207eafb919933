using Oci.Common.Auth;

namespace DrDrills.Oci.Tenancy;

/// <summary>How a drill proves to OCI who it is; says so in words, and never the key.</summary>
public abstract record OciAuthentication
{
    private OciAuthentication()
    {
    }

    /// <summary>The API key of a profile in an OCI configuration file.</summary>
    /// <param name="Path">The file; null takes OCI's default, <c>~/.oci/config</c>.</param>
    /// <param name="Profile">The profile. Default: <c>DEFAULT</c>.</param>
    public sealed record ConfigFile(string? Path = null, string Profile = "DEFAULT") : OciAuthentication
    {
        /// <inheritdoc/>
        public override string ToString() => $"API key of profile '{Profile}' in {Path ?? "~/.oci/config"}";
    }

    /// <summary>The session token of a profile in an OCI configuration file, as <c>oci session authenticate</c> writes it.</summary>
    /// <param name="Path">The file; null takes OCI's default, <c>~/.oci/config</c>.</param>
    /// <param name="Profile">The profile. Default: <c>DEFAULT</c>.</param>
    public sealed record SessionToken(string? Path = null, string Profile = "DEFAULT") : OciAuthentication
    {
        /// <inheritdoc/>
        public override string ToString() => $"session token of profile '{Profile}' in {Path ?? "~/.oci/config"}";
    }

    /// <summary>The instance that the drill runs on.</summary>
    /// <param name="Metadata">The instance's metadata; null takes OCI's own address, which only an instance reaches.</param>
    /// <param name="Federation">Where the instance's certificate is turned into a token; null takes the region's own.</param>
    public sealed record InstancePrincipal(Uri? Metadata = null, Uri? Federation = null) : OciAuthentication
    {
        /// <inheritdoc/>
        public override string ToString() => "instance principal";
    }

    /// <summary>A provider that the caller has made.</summary>
    /// <param name="Provider">Whose region must not be null.</param>
    public sealed record Given(IBasicAuthenticationDetailsProvider Provider) : OciAuthentication
    {
        /// <inheritdoc/>
        public override string ToString() => Provider.GetType().Name;
    }
}
