namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Which file held which table when the base backup was taken.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="DatabaseOid">Its number, the folder of its files.</param>
/// <param name="Name">Schema and name, unquoted: <c>catalog.products</c>.</param>
/// <param name="Kind">As in <c>pg_class.relkind</c>: r table, p partitioned table, m materialised view, t out-of-line values.</param>
/// <param name="Oid">Number of the relation.</param>
/// <param name="FileNode">Number of its file; 0 where it has none.</param>
/// <param name="TablespaceOid">Number of its tablespace.</param>
/// <param name="PartOf">Number of the partitioned table, or of the table whose values it holds; 0 where it stands alone.</param>
public sealed record RelationFile(
    string Database, uint DatabaseOid, string Name, char Kind, uint Oid, uint FileNode, uint TablespaceOid, uint PartOf);
