using DrDrills.Backups;

namespace DrDrills.Oci.AutonomousDatabases.Oracle;

/// <summary>What the tables of an Oracle Database hold at one moment.</summary>
/// <param name="Tables">Rows and digest of every table, by owner and name.</param>
/// <param name="Undigested">Columns that the digests do not see, with their types; empty where they see all.</param>
public sealed record OracleContent(IReadOnlyList<ManifestTable> Tables, IReadOnlyList<string> Undigested);
