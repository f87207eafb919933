using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The one value that an SQL check came to: a number or a boolean as it is, anything else as its length and SHA-256.</summary>
/// <param name="Shown">The value where it may be shown, else null.</param>
/// <param name="Bytes">Length of its text as UTF-8.</param>
/// <param name="Sha256">SHA-256 of its text as UTF-8.</param>
/// <param name="Number">The value as a number where its text is one, else null.</param>
internal sealed record SqlAnswer(string? Shown, long Bytes, string Sha256, decimal? Number)
{
    /// <summary>Longer texts are no numbers that anybody compares.</summary>
    private const int LongestNumber = 64;

    private static readonly string[] _numbers = ["smallint", "integer", "bigint", "numeric", "real", "double precision", "oid"];

    /// <summary>The answer that an expected text would be.</summary>
    public static SqlAnswer Of(string text) => Of(Encoding.UTF8.GetBytes(text), show: text is "true" or "false");

    /// <summary>Reads the value of the current row's first column in constant memory.</summary>
    public static async Task<SqlAnswer> ReadAsync(NpgsqlDataReader row, CancellationToken cancellationToken)
    {
        var type = row.GetPostgresType(0).Name;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var start = new List<byte>();
        var length = 0L;
        var value = await row.GetStreamAsync(0, cancellationToken).ConfigureAwait(false);
        await using (value.ConfigureAwait(false))
        {
            var buffer = new byte[8192];
            while (await value.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                start.AddRange(buffer.Take(Math.Min(read, LongestNumber - start.Count)));
                length += read;
            }
        }

        var text = length <= LongestNumber ? Encoding.UTF8.GetString(start.ToArray()) : null;
        return type switch
        {
            "boolean" or "bool" => Of(text == "t" ? "true" : "false"),
            _ => new SqlAnswer(
                _numbers.Contains(type) ? text : null, length, Convert.ToHexStringLower(hash.GetHashAndReset()), NumberOf(text)),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Shown ?? string.Create(CultureInfo.InvariantCulture, $"a text of {Bytes} bytes, SHA-256 {Sha256}");

    private static SqlAnswer Of(byte[] text, bool show) => new(
        show ? Encoding.UTF8.GetString(text) : null, text.Length, Convert.ToHexStringLower(SHA256.HashData(text)), null);

    private static decimal? NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
