namespace DrDrills.Oci.AutonomousDatabases.Oracle;

/// <summary>A table whose rows are digested.</summary>
/// <param name="Owner">Schema, as stored.</param>
/// <param name="Name">Name, as stored.</param>
/// <param name="Columns">Its stored columns; at least one.</param>
public sealed record OracleTable(string Owner, string Name, IReadOnlyList<OracleColumn> Columns)
{
    /// <summary>Schema and name, unquoted.</summary>
    public override string ToString() => $"{Owner}.{Name}";
}
