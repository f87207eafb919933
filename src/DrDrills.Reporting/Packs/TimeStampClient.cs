using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using DrDrills.Errors;

namespace DrDrills.Reporting.Packs;

/// <summary>Asks a time-stamp server (RFC 3161 over HTTP) to date bytes; the server sees only their SHA-256.</summary>
/// <param name="http">Carries the question; the caller disposes of it.</param>
/// <param name="server">The server's address.</param>
public sealed class TimeStampClient(HttpClient http, Uri server)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    /// <summary>A token over the bytes, DER, as <c>openssl ts -verify -token_in</c> reads it.</summary>
    /// <exception cref="EvidenceNotWrittenException">The server did not answer within 30 s, refused, or answered something else.</exception>
    public async Task<byte[]> StampAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            data.Span, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_limit);
        try
        {
            using var response = await http.PostAsync(server, content, bound.Token).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadAsByteArrayAsync(bound.Token).ConfigureAwait(false);
            return request.ProcessResponse(answer, out _).AsSignedCms().Encode();
        }
        catch (Exception e) when (e is HttpRequestException or CryptographicException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new EvidenceNotWrittenException(
                "DR5112",
                server.Host,
                $"The time-stamp server '{server.Host}' gave no time stamp: {(e is OperationCanceledException ? "no answer within 30 s" : e.Message)}",
                "is it a server of RFC 3161 over HTTP, and reachable from here? Without DRDRILLS_TIMESTAMP_SERVER the pack is signed without one.",
                cause: e);
        }
    }
}
