namespace DrDrills.Oci.AutonomousDatabases.Oracle;

/// <summary>A stored column as Oracle's dictionary describes it.</summary>
/// <param name="Name">As stored: upper case unless it was quoted.</param>
/// <param name="DataType">The dictionary's word: <c>NUMBER</c>, <c>VARCHAR2</c>, <c>TIMESTAMP(6)</c>, <c>CLOB</c>.</param>
public sealed record OracleColumn(string Name, string DataType);
