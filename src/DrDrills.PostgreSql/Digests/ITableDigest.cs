namespace DrDrills.PostgreSql.Digests;

/// <summary>One way to digest the rows of a table; a manifest names the one it used.</summary>
/// <remarks>
/// Independent of the order of rows and of columns; sensitive to every value's text, to NULL against empty, and to how often a row
/// occurs; constant memory for any table. Whether a row is hashed in the server or here is the implementation's own business.
/// Implementations hold no state and are called from several tasks at once, each with a session of its own.
/// </remarks>
public interface ITableDigest
{
    /// <summary>Name and version, such as <c>pg-typed-hash128/v1</c>; a change of any result is a new version.</summary>
    string Algorithm { get; }

    /// <summary>Digests one share of a table on one session.</summary>
    /// <param name="session">The session; after an exception its transaction has to be undone.</param>
    /// <param name="table">The table.</param>
    /// <param name="blocks">The share, or null for all rows; shares add up to the digest of the whole.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="System.Data.Common.DbException">The server refused, went away, or reports damage.</exception>
    Task<DigestPart> DigestAsync(
        PinnedSession session, DigestTable table, BlockRange? blocks, CancellationToken cancellationToken);
}
