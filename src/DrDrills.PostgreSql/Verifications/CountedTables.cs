using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>What counting all tables came to.</summary>
/// <param name="Rows">The counts.</param>
/// <param name="Unreadable">Tables that cannot be read, with the server's words.</param>
/// <param name="Thinned">Tables that do not hold as many rows as their index has.</param>
internal sealed record CountedTables(
    RowCounts Rows,
    IReadOnlyList<(DigestTable Table, string Why)> Unreadable,
    IReadOnlyList<(DigestTable Table, long Rows, long Indexed)> Thinned);
