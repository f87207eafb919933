using System.Security.Cryptography;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Names of databases: at most 30 letters and digits, unique in a tenancy's region (CreateAutonomousDatabase, <c>dbName</c>).</summary>
internal static class DatabaseName
{
    /// <summary>A name never used before.</summary>
    public static string New() => $"drd{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
}
