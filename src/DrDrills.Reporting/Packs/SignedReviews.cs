using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <summary>The reviews of one run: a file each, signed, each carrying the digest of the one before.</summary>
/// <param name="folder">The run's folder.</param>
public sealed class SignedReviews(DirectoryInfo folder)
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Names of the review files of a run's folder, in order.</summary>
    public static IEnumerable<string> PathsIn(DirectoryInfo folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var reviews = new DirectoryInfo(Path.Combine(folder.FullName, PackFiles.Reviews));
        return reviews.Exists
            ? reviews.EnumerateFiles().Select(file => $"{PackFiles.Reviews}/{file.Name}").Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>Every review, in order.</summary>
    /// <exception cref="EvidenceNotWrittenException">A file is no signed review.</exception>
    public IReadOnlyList<Review> ReadAll() => [.. PathsIn(folder).Select(path => Parse(File.ReadAllText(Path.Combine(folder.FullName, path))) is var (_, review)
        ? review
        : throw new EvidenceNotWrittenException(
            "DR5113", path, $"'{path}' is no signed review.", "'drdrills evidence verify' names what was changed."))];

    /// <summary>Signs a review and keeps it; the run itself stays untouched.</summary>
    /// <param name="make">Makes the review of the run's index, its digest, its number and the digest of the review before.</param>
    /// <param name="signer">Signs it.</param>
    /// <param name="cancellationToken">Ends the signing early.</param>
    /// <returns>Its file.</returns>
    /// <exception cref="EvidenceNotWrittenException">The folder holds no sealed run.</exception>
    public async Task<FileInfo> AddAsync(
        Func<RunIndex, string, int, string?, Review> make, IEvidenceSigner signer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(make);
        var index = await RunIndexJson.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        var digest = await Sha256Digest.OfFileAsync(Path.Combine(folder.FullName, RunIndex.FileName), cancellationToken).ConfigureAwait(false);
        var before = PathsIn(folder).ToList();
        var previous = before.Count == 0
            ? null
            : (await Sha256Digest.OfFileAsync(Path.Combine(folder.FullName, before[^1]), cancellationToken).ConfigureAwait(false)).Hex;
        var review = make(index, digest.Hex, before.Count + 1, previous);
        var envelope = await DsseEnvelope.SignAsync(JsonSerializer.Serialize(review, _options) + "\n", signer, cancellationToken).ConfigureAwait(false);
        var file = new FileInfo(Path.Combine(
            folder.FullName, PackFiles.Reviews, string.Create(CultureInfo.InvariantCulture, $"{review.Sequence:0000}.dsse.json")));
        file.Directory!.Create();
        await File.WriteAllTextAsync(file.FullName + ".partial", envelope.Format(), cancellationToken).ConfigureAwait(false);
        File.Move(file.FullName + ".partial", file.FullName, overwrite: false);
        await PackSeal.ZipAsync(folder, index.RunId, cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>Reads one review's file; null where it is none.</summary>
    internal static (DsseEnvelope Envelope, Review Review)? Parse(string text)
    {
        try
        {
            return DsseEnvelope.Parse(text) is { } envelope
                && JsonSerializer.Deserialize<Review>(envelope.Text, _options) is { Schema: Review.SchemaVersion } review
                    ? (envelope, review)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
