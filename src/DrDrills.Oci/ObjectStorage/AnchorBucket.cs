using System.Globalization;
using System.Text;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Oci.Tenancy;
using Oci.ObjectstorageService.Requests;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Heads of chains as objects of a bucket; a locked retention rule there keeps them from everybody, administrators too.</summary>
/// <remarks>An object is put only where there is none of its name, so nothing can be written over, whatever the bucket allows.</remarks>
public sealed class AnchorBucket : IChainAnchor
{
    private readonly ObjectBucket _bucket;
    private readonly string _prefix;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="tenancy">As whom; not disposed of.</param>
    /// <param name="place">Region, bucket, and what names begin with.</param>
    public AnchorBucket(OciTenancy tenancy, AnchorPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        _prefix = place.Prefix;
        _bucket = new ObjectBucket(tenancy, place.Region, place.Bucket, place.Prefix);
        Location = place.ToString();
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public async Task<string> AddAsync(ChainHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        // A run that is sealed again has another digest, and so an object of its own.
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{_prefix}{Uri.EscapeDataString(head.System)}/{head.Sequence:00000000}-{head.RunId}-{head.IndexSha256[..16]}");
        var space = await _bucket.NamespaceAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _bucket.Tenancy.Calls.AskAsync(
                "PutObject",
                _bucket.SubjectOf(name),
                async stop =>
                {
                    using var body = new MemoryStream(Encoding.UTF8.GetBytes(head.Format() + "\n"));
                    return await _bucket.Client.PutObject(
                        new PutObjectRequest
                        {
                            NamespaceName = space,
                            BucketName = _bucket.Name,
                            ObjectName = name,
                            IfNoneMatch = "*",
                            ContentType = "text/plain",
                            ContentLength = body.Length,
                            PutObjectBody = body,
                        },
                        cancellationToken: stop).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException there) when (there.Status == 412)
        {
            // Put before; the name holds the digest, and reading finds out where the content is another.
        }

        return (await _bucket.PlaceAsync(cancellationToken).ConfigureAwait(false)).Immutability ?? "its retention rules may not be read";
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChainHead>> ReadAsync(CancellationToken cancellationToken)
    {
        var space = await _bucket.NamespaceAsync(cancellationToken).ConfigureAwait(false);
        var heads = new List<ChainHead>();
        foreach (var one in await _bucket.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var text = await _bucket.Tenancy.Calls.AskAsync(
                "GetObject",
                _bucket.SubjectOf(one.Name),
                async stop =>
                {
                    var answer = await _bucket.Client.GetObject(
                        new GetObjectRequest { NamespaceName = space, BucketName = _bucket.Name, ObjectName = one.Name }, cancellationToken: stop).ConfigureAwait(false);
                    using var reader = new StreamReader(answer.InputStream);
                    return await reader.ReadToEndAsync(stop).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            heads.Add(HeadOf(one.Name, text));
        }

        return heads;
    }

    private ChainHead HeadOf(string name, string text)
    {
        try
        {
            return ChainHead.Parse(text.TrimEnd('\n'));
        }
        catch (FormatException e)
        {
            throw new EvidenceNotWrittenException(
                "DR5118", name, $"The {_bucket.SubjectOf(name)} is no anchored chain head.", $"what else writes to '{Location}'? Give the anchor a prefix of its own.", cause: e);
        }
    }
}
