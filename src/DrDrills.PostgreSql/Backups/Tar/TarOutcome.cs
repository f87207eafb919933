using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Tar;

/// <summary>What came out of an archive.</summary>
/// <param name="Size">Bytes of all files that were written.</param>
/// <param name="Links">Links to the log and to tablespaces, which were left out.</param>
/// <param name="Beside">Files beside the folder that was wanted, which were left out.</param>
internal sealed record TarOutcome(ByteCount Size, IReadOnlyList<string> Links, IReadOnlyList<TarMember> Beside);
