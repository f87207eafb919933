namespace Oci.Common.Auth;

/// <summary>Paths that begin with the user's home.</summary>
internal static class HomePath
{
    internal static string Expand(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;
}
