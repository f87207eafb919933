using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrDrills.Backups;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <content>What is signed: key, envelope, index, time stamp, reviews.</content>
public sealed partial class PackVerification
{
    private PublicKey? KeyOf(byte[] bytes, IReadOnlyList<PublicKey> trusted)
    {
        var key = new PublicKey(Encoding.UTF8.GetString(bytes));
        try
        {
            if (!bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(key.Canonical().Pem)))
            {
                _flaws.Add($"{PackFiles.PublicKey}: within bytes 0 to {bytes.Length} it is not how this key is written");
                return null;
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            _flaws.Add($"{PackFiles.PublicKey}: within bytes 0 to {bytes.Length} it is no public key in PEM form");
            return null;
        }

        _trusted = trusted.Any(known => known.Id == key.Id);
        if (!_trusted && trusted.Count > 0)
        {
            _flaws.Add($"{PackFiles.PublicKey}: the pack is signed with key {key.Id}; expected {string.Join(" or ", trusted.Select(known => known.Id))}");
        }
        else if (!_trusted)
        {
            _notChecked.Add($"whose key it is: name the public key that you know with --key; the pack's own is {key.Id}");
        }

        return key;
    }

    private DsseEnvelope? EnvelopeOf(byte[] bytes, PublicKey? key)
    {
        var envelope = DsseEnvelope.Parse(Encoding.UTF8.GetString(bytes));
        if (envelope is null || !bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(envelope.Format())))
        {
            _flaws.Add($"{PackFiles.Envelope}: within bytes 0 to {bytes.Length} it is no signed statement as it is written");
            return null;
        }

        if (key is not null && !envelope.IsSignedBy(key))
        {
            _flaws.Add($"{PackFiles.Envelope}: the signature is not of key {key.Id} over this statement");
            return null;
        }

        _holds.Add("the signature over the statement about the index");
        return envelope;
    }

    private RunIndex? IndexOf(byte[] bytes, DsseEnvelope? envelope)
    {
        var digest = Sha256Digest.Of(bytes);
        RunIndex index;
        try
        {
            index = RunIndexJson.Parse(Encoding.UTF8.GetString(bytes));
        }
        catch (JsonException e)
        {
            _flaws.Add($"{RunIndex.FileName}: within bytes 0 to {bytes.Length} it is no index: {e.Message}");
            return null;
        }

        if (envelope is null)
        {
            return index;
        }

        var signed = JsonNode.Parse(envelope.Text)?["subject"]?[0]?["digest"]?["sha256"]?.GetValue<string>();
        if (signed != digest.Hex)
        {
            _flaws.Add($"{RunIndex.FileName}: differs within bytes 0 to {bytes.Length}; expected SHA-256 {signed}; observed {digest.Hex}");
            return index;
        }

        if (envelope.Text != TestResultStatement.Of(index, digest))
        {
            _flaws.Add($"{PackFiles.Envelope}: the signed statement is not what the index says");
        }

        _holds.Add($"the index of run '{index.RunId}' with {index.Files.Count} files and {index.Records.Count} records");
        return index;
    }

    private void TimeStamp(byte[] token, byte[] envelope)
    {
        if (Rfc3161TimestampToken.TryDecode(token, out var stamp, out var read) && read == token.Length
            && stamp.VerifySignatureForData(envelope, out var signer))
        {
            _holds.Add($"a time stamp of {stamp.TokenInfo.Timestamp.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}Z over the signature, by '{signer.Subject}'");
            _notChecked.Add("whether the time-stamp server's certificate is one to trust");
        }
        else
        {
            _flaws.Add($"{PackFiles.TimeStamp}: within bytes 0 to {token.Length} it is no time stamp over this signature");
        }
    }

    private void ReviewOf(
        string name, byte[] bytes, int number, string? before, string indexDigest, IReadOnlyList<PublicKey> trusted, PublicKey? own)
    {
        if (SignedReviews.Parse(Encoding.UTF8.GetString(bytes)) is not var (envelope, review)
            || !bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(envelope.Format())))
        {
            _flaws.Add($"{name}: within bytes 0 to {bytes.Length} it is no signed review as it is written");
            return;
        }

        var keys = own is null ? trusted : [.. trusted, own];
        if (!keys.Any(envelope.IsSignedBy))
        {
            _flaws.Add($"{name}: the signature is of no key that is known here; name the reviewer's with --key");
        }
        else if (review.IndexSha256 != indexDigest)
        {
            _flaws.Add($"{name}: is a review of another index ({review.IndexSha256})");
        }
        else if (review.Sequence != number || review.PreviousReviewSha256 != before)
        {
            _flaws.Add($"{name}: is not the review that follows the one before it");
        }
        else
        {
            _holds.Add($"review {number} by '{review.Reviewer}': {review.Decision?.ToString().ToLowerInvariant() ?? "no decision"}");
        }
    }
}
