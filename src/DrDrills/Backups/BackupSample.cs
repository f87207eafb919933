using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DrDrills.Backups;

/// <summary>Draws one of several backups at random, so that anybody who has the seed and the list draws the same.</summary>
/// <remarks>
/// The first eight bytes of the SHA-256 of the seed and the names, one a line and in ordinal order, as a big-endian number modulo their count: no
/// generator of random numbers has to stay as it is for as long as evidence is kept.
/// </remarks>
public static class BackupSample
{
    /// <summary>A seed that nobody chose.</summary>
    public static int NewSeed() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Draws one.</summary>
    /// <param name="backups">At least one.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>It, saying how it was chosen.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static BackupDescriptor Draw(IReadOnlyList<BackupDescriptor> backups, int seed)
    {
        ArgumentNullException.ThrowIfNull(backups);
        if (backups.Count == 0)
        {
            throw new ArgumentException("One of no backups cannot be drawn.", nameof(backups));
        }

        var ordered = backups.OrderBy(backup => backup.Id.Value, StringComparer.Ordinal).ToList();
        var lines = ordered.Select(backup => backup.Id.Value).Prepend(seed.ToString(CultureInfo.InvariantCulture));
        var digest = Convert.FromHexString(Sha256Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', lines))).Hex);
        var drawn = ordered[(int)(BinaryPrimitives.ReadUInt64BigEndian(digest) % (ulong)ordered.Count)];
        return drawn with { Selection = string.Create(CultureInfo.InvariantCulture, $"drawn at random with seed {seed}, of {ordered.Count}") };
    }
}
