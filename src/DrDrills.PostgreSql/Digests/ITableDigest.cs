using System.Data.Common;

namespace DrDrills.PostgreSql.Digests;

/// <summary>One way to digest the rows of a table; a manifest names the one it used.</summary>
/// <remarks>
/// Independent of the order of rows and of columns; sensitive to every value's text, to NULL against empty, and to how often a row
/// occurs; constant memory for any table. Implementations hold no state.
/// </remarks>
public interface ITableDigest
{
    /// <summary>Name and version, such as <c>pg-text-hash128/v1</c>; a change of any result is a new version.</summary>
    string Algorithm { get; }

    /// <summary>The query that digests the rows of <paramref name="table"/> in <paramref name="blocks"/>; null means all.</summary>
    string Query(DigestTable table, BlockRange? blocks);

    /// <summary>Reads the one row that <see cref="Query"/> returns.</summary>
    DigestPart Read(DbDataReader row);
}
