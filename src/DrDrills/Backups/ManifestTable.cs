namespace DrDrills.Backups;

/// <summary>One table's content.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Table name.</param>
/// <param name="Rows">Exact number of rows.</param>
/// <param name="Digest">Order-independent digest of all rows, hexadecimal; never empty.</param>
public sealed record ManifestTable(string Schema, string Name, long Rows, string Digest);
