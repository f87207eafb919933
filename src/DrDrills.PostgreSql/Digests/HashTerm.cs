using System.Globalization;

namespace DrDrills.PostgreSql.Digests;

/// <summary>One column's part in the hash that <see cref="TypedHashSql"/> makes of a row.</summary>
/// <param name="column">The column.</param>
/// <param name="place">Its place among the table's columns sorted by name, from 0.</param>
/// <param name="version">Of the digest.</param>
internal sealed class HashTerm(DigestColumn column, int place, int version)
{
    /// <summary>Whether it goes in as what its type sends, together with all others of that kind, rather than by a hash function of its own.</summary>
    public bool IsSent => !IsWritten && column.Type switch
    {
        "int4" or "int2" or "bool" or "int8" or "oid" or "uuid" or "text" or "varchar" => false,
        "bpchar" => column.Modifier < 0,
        _ => true,
    };

    /// <summary>Whether its value has to be computed, and is better not computed once per seed.</summary>
    public bool IsWritten => column.Form == CopyForm.Written;

    /// <summary>Whether fetching it before hashing saves reading a long value twice.</summary>
    public bool IsText => column.Type is "text" or "varchar";

    /// <summary>SQL of the bytes that go in for a sent value.</summary>
    public string Sent => version == 1 ? column.ShortBytes : column.Bytes;

    /// <summary>SQL of the value that is hashed, as a column that <see cref="Hash"/> finds again.</summary>
    /// <param name="once">Reads a text only once (<c>|| ''</c> changes nothing else).</param>
    public string Fetched(bool once) =>
        (IsWritten ? column.CopyExpression : once && IsText ? $"{column.Value}::text || ''" : column.Value) + $" AS {Name}";

    /// <summary>SQL of the hash with one of the two seeds; never NULL.</summary>
    /// <param name="which">1 or 2.</param>
    /// <param name="isFetched">Whether the value comes from <see cref="Fetched"/>, or else from the table.</param>
    public string Hash(int which, bool isFetched)
    {
        var hash = HashOf(which, isFetched, null);
        return column.MayBeNull ? $"coalesce({hash}, {OfNull(which)})" : hash;
    }

    /// <summary>SQL of the hash of this value and of all others' hashes; never NULL.</summary>
    /// <param name="which">1 or 2.</param>
    /// <param name="isFetched">Whether the value comes from <see cref="Fetched"/>, or else from the table.</param>
    /// <param name="others">SQL of the XOR of the others' hashes.</param>
    public string Mix(int which, bool isFetched, string others)
    {
        var hash = HashOf(which, isFetched, others);
        return column.MayBeNull ? $"coalesce({hash}, hashint4extended(0, {others} # {OfNull(which)}))" : hash;
    }

    private string Name => string.Create(CultureInfo.InvariantCulture, $"v{place}");

    private string OfNull(int which) => HashSeeds.Literal(~HashSeeds.Of(place, which));

    /// <summary>SQL of the hash of a value that is not NULL, seeded by its place or by all others' hashes.</summary>
    private string HashOf(int which, bool isFetched, string? others)
    {
        var own = HashSeeds.Of(place, which);
        var value = isFetched ? Name : column.Value;
        var seed = others ?? HashSeeds.Literal(own);
        return column.Type switch
        {
            "int4" or "int2" or "bool" => $"hashint4extended({value}::int4, {seed})",
            "int8" => $"hashint4extended({HashSeeds.Literal((int)(own >> 32))}::int4, {(others is null ? value : $"{value} # {others}")})",
            "oid" => $"hashoidextended({value}, {seed})",
            "uuid" => $"uuid_hash_extended({value}, {seed})",
            "bpchar" when column.Modifier >= 0 => $"hashbpcharextended({value}::bpchar COLLATE \"C\", {seed})",
            _ => $"hashtextextended({value}::text COLLATE \"C\", {seed})",
        };
    }
}
