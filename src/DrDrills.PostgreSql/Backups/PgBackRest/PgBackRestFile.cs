using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>One file of a backup, as the backup's manifest says how it is kept in the repository.</summary>
/// <param name="Name">Relative to the data directory.</param>
/// <param name="Checksum">SHA-1 of its content.</param>
/// <param name="Size">Its bytes.</param>
internal sealed partial record PgBackRestFile(string Name, string Checksum, long Size)
{
    /// <value>The earlier backup that keeps it, or null where it is this one.</value>
    public string? Reference { get; private init; }

    /// <value>Number of the bundle that it is kept in with others; null where it has a file of its own.</value>
    public long? Bundle { get; private init; }

    /// <value>Where in the bundle it begins.</value>
    public long Offset { get; private init; }

    /// <value>Bytes of it as it is kept.</value>
    public long KeptSize { get; private init; }

    /// <value>SHA-1 of it as it is kept, packed and encrypted; null where the manifest has none.</value>
    public string? KeptChecksum { get; private init; }

    /// <value>Whether it is kept in blocks, of which later backups keep only those that changed.</value>
    public bool IsInBlocks { get; private init; }

    /// <summary>The files of a manifest that have content.</summary>
    public static IEnumerable<PgBackRestFile> Of(string manifest) => Entry().Matches(manifest)
        .Select(line => (Name: line.Groups["name"].Value, Facts: JsonDocument.Parse(line.Groups["facts"].Value).RootElement))
        .Where(entry => entry.Facts.TryGetProperty("checksum", out _))
        .Select(entry => Of(entry.Name, entry.Facts));

    /// <summary>Path of the file that keeps it, relative to a backup's folder, without the ending that says how it is packed.</summary>
    public string Place => Bundle is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"bundle/{number}")
        : $"pg_data/{Name}{(IsInBlocks ? ".pgbi" : "")}";

    /// <summary>SHA-1 of what a file holds in the place of this one; null where it ends before.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "pgBackRest's own manifests carry SHA-1.")]
    public async Task<string?> ChecksumInAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous);
        await using var _ = stream.ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        var buffer = new byte[1 << 16];
        stream.Position = Math.Min(Offset, stream.Length);
        for (var left = KeptSize; left > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static PgBackRestFile Of(string name, JsonElement facts)
    {
        var size = facts.GetProperty("size").GetInt64();
        return new PgBackRestFile(name, facts.GetProperty("checksum").GetString()!, size)
        {
            Reference = facts.TryGetProperty("reference", out var reference) ? reference.GetString() : null,
            Bundle = facts.TryGetProperty("bni", out var bundle) ? bundle.GetInt64() : null,
            Offset = facts.TryGetProperty("bno", out var offset) ? offset.GetInt64() : 0,
            KeptSize = facts.TryGetProperty("repo-size", out var kept) ? kept.GetInt64() : size,
            KeptChecksum = facts.TryGetProperty("rck", out var checksum) ? checksum.GetString() : null,
            IsInBlocks = facts.TryGetProperty("bi", out _),
        };
    }

    [GeneratedRegex(@"^pg_data/(?<name>[^={\n]+)=(?<facts>\{.*\})\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
