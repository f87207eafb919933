namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>One table of a data script.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Table name.</param>
/// <param name="Columns">The columns that its rows fill; generated ones are never among them.</param>
/// <param name="Rows">Rows in the script, or null where they are INSERT statements, whose rows are not counted.</param>
internal sealed record SupabaseTableRows(string Schema, string Name, IReadOnlyList<string> Columns, long? Rows);
