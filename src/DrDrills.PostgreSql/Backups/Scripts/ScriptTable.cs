namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>A table that a script holds rows of, as COPY brings them.</summary>
/// <param name="Database">Name of its database in the script.</param>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Table name.</param>
/// <param name="Rows">How many.</param>
internal sealed record ScriptTable(string Database, string Schema, string Name, long Rows);
