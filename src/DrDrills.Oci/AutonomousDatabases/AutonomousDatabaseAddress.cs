namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>How an Autonomous Database is reached, as the service says; what opens connections makes of it what its provider needs.</summary>
/// <param name="Id">OCID.</param>
/// <param name="DbName">Name of the database.</param>
/// <param name="Services">Connection strings by the name of their service: HIGH, LOW; at least one.</param>
/// <param name="AdminPassword">Password of ADMIN, where the recovery has set one; else null, and the connections bring their own.</param>
public sealed record AutonomousDatabaseAddress(
    string Id, string DbName, IReadOnlyDictionary<string, string> Services, string? AdminPassword)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{DbName} ({Id})";
}
