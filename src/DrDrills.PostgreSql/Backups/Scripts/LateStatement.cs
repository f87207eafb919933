namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>A statement for the administrator, said in words of ours, carried out once the script's last one has run.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="What">What a person would call it.</param>
/// <param name="Database">The restored database that it has to run in; null for any.</param>
/// <param name="IsRequired">Whether the restore fails without it; else what the target makes of it is told.</param>
internal sealed record LateStatement(string Sql, string What, string? Database = null, bool IsRequired = false);
