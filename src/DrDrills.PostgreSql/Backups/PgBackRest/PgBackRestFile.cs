using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>One file of a backup, as the backup's manifest says how it is kept in the repository.</summary>
/// <param name="Path">Below the backup's folder: in <c>pg_data</c>, or in <c>pg_tblspc</c> where it is of a tablespace.</param>
internal sealed partial record PgBackRestFile(string Path)
{
    private const string Data = "pg_data/";

    /// <value>Relative to the data directory.</value>
    public string Name => Path.StartsWith(Data, StringComparison.Ordinal) ? Path[Data.Length..] : Path;

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

    /// <summary>The files of a manifest that have content.</summary>
    public static IEnumerable<PgBackRestFile> Of(string manifest) => Entry().Matches(manifest)
        .Select(line => (Name: line.Groups["name"].Value, Facts: JsonDocument.Parse(line.Groups["facts"].Value).RootElement))
        .Where(entry => entry.Facts.TryGetProperty("checksum", out _))
        .Select(entry => Of(entry.Name, entry.Facts));

    /// <summary>Path of the file that keeps it, relative to a backup's folder, without the ending that says how it is packed.</summary>
    public string Place => Bundle is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"bundle/{number}")
        : Path;

    /// <summary>SHA-1 of what a file holds in the place of this one; null where it ends before, or is not there.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "pgBackRest's own manifests carry SHA-1.")]
    public async Task<string?> ChecksumInAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

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
        return new PgBackRestFile(name)
        {
            Reference = facts.TryGetProperty("reference", out var reference) ? reference.GetString() : null,
            Bundle = facts.TryGetProperty("bni", out var bundle) ? bundle.GetInt64() : null,
            Offset = facts.TryGetProperty("bno", out var offset) ? offset.GetInt64() : 0,
            KeptSize = facts.TryGetProperty("repo-size", out var kept) ? kept.GetInt64() : facts.GetProperty("size").GetInt64(),
            KeptChecksum = facts.TryGetProperty("rck", out var checksum) ? checksum.GetString() : null,
        };
    }

    [GeneratedRegex(@"^(?<name>(?:pg_data|pg_tblspc)/[^={\n]+)=(?<facts>\{.*\})\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
