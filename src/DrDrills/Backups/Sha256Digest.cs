using System.Security.Cryptography;

namespace DrDrills.Backups;

/// <summary>A SHA-256 digest, written as 64 lower-case hexadecimal digits.</summary>
public readonly record struct Sha256Digest
{
    private Sha256Digest(string hex) => Hex = hex;

    /// <value>64 lower-case hexadecimal digits.</value>
    public string Hex { get; }

    /// <summary>Digests bytes in memory.</summary>
    public static Sha256Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Digests a stream to its end, in constant memory.</summary>
    public static async Task<Sha256Digest> OfAsync(Stream stream, CancellationToken cancellationToken) =>
        new(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)));

    /// <summary>Digests a file, in constant memory.</summary>
    public static async Task<Sha256Digest> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            return await OfAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is not a SHA-256 digest; an empty one is not equal to another empty one.</exception>
    public static Sha256Digest Parse(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? new Sha256Digest(text.ToLowerInvariant())
            : throw new FormatException($"'{text}' is not a SHA-256 digest; one has 64 hexadecimal digits.");

    /// <inheritdoc/>
    public override string ToString() => Hex ?? "";
}
