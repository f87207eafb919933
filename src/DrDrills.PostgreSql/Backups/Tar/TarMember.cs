namespace DrDrills.PostgreSql.Backups.Tar;

/// <summary>A member of a tar archive.</summary>
/// <param name="Name">Without a leading "./"; empty for the folder itself.</param>
/// <param name="IsFile">Whether it is a file that somebody packed.</param>
/// <param name="Begin">Its first bytes, as many as were read.</param>
internal sealed record TarMember(string Name, bool IsFile, ReadOnlyMemory<byte> Begin);
