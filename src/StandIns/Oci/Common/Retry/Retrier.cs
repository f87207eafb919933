using System.Net;
using Oci.Common.Http;
using Oci.Common.Model;

namespace Oci.Common.Retry;

/// <summary>Tries a call again. Answers are judged by status and service code; exceptions are never tried again.</summary>
internal sealed class Retrier(RetryConfiguration configuration)
{
    /// <remarks>
    /// The token reaches the attempts, not the pauses between them. An error whose body is no JSON ends the call with the exception of reading it.
    /// </remarks>
    internal async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage, HttpCompletionOption, CancellationToken, Task<HttpResponseMessage>> send,
        HttpRequestMessage message,
        HttpCompletionOption completionOption,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(configuration.TotalElapsedTimeInSecs));
        for (var attempt = 0; ; attempt++)
        {
            var copy = await RestClient.CopyAsync(message).ConfigureAwait(false);
            var response = await send(copy, completionOption, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode || !IsRetried(response) || attempt >= configuration.MaxAttempts) return response;
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(configuration.GetNextDelayInSeconds(attempt + 1)), limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException reached)
            {
                throw new OciException(
                    HttpStatusCode.RequestTimeout, $"The request was tried again for {configuration.TotalElapsedTimeInSecs} s, its limit.", "Unknown", reached);
            }
        }
    }

    private bool IsRetried(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var serviceCode = ErrorBody.ToException(response).ServiceCode;
        return configuration.RetryableStatusCodeFamilies.Contains(status / 100)
            || configuration.RetryableErrors.Any(error => error.Item1 == status && (error.Item2.Length == 0 || error.Item2 == serviceCode));
    }
}
