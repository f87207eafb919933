namespace DrDrills.PostgreSql.Digests;

/// <summary>What one table holds, or why it cannot be read.</summary>
/// <param name="Table">The table.</param>
/// <param name="Part">Rows and digest of what could be read.</param>
/// <param name="Unreadable">The server's words where its storage is damaged, else null.</param>
internal sealed record TableContent(DigestTable Table, DigestPart Part, string? Unreadable);
