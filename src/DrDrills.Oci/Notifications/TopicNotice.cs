using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Oci.Common.Http.Signing;
using Oci.Common.Model;

namespace DrDrills.Oci.Notifications;

/// <summary>Tells the subscribers of a topic of OCI Notifications: mail, chat, pagers, functions, as the topic's owner has set up.</summary>
/// <remarks>
/// One call of one service, made with the signer of the SDK's common package: the packages that DrDrills is written against have no client of it.
/// </remarks>
/// <param name="tenancy">As whom, and where; not disposed of.</param>
public sealed class TopicNotice(OciTenancy tenancy)
{
    // The service's limit of a message (API reference of PublishMessage); cut here rather than refused there.
    private const int MostBytes = 64 * 1024;

    /// <summary>Publishes one message as plain text.</summary>
    /// <param name="topicId">OCID of the topic; its region is the home region.</param>
    /// <param name="title">What mail has as its subject.</param>
    /// <param name="text">No secrets and no data values; cut at 64 KiB.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The message's identity.</returns>
    /// <exception cref="CloudCallFailedException">There is no such topic, or this identity may not publish to it.</exception>
    public async Task<string> PublishAsync(string topicId, string title, string text, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { title, body = Cut(text) });
        using var http = new HttpClient { Timeout = tenancy.Options.Patience.CallLimit };
        return await tenancy.Calls.AskAsync(
            "PublishMessage", $"topic '{topicId}'", stop => PostAsync(http, topicId, body, stop), cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> PostAsync(HttpClient http, string topicId, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(tenancy.Home.EndpointOf(OciHost.Notifications), $"/20181201/topics/{Uri.EscapeDataString(topicId)}/messages"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("accept", "application/json");
        request.Headers.TryAddWithoutValidation("messageType", "RAW_TEXT");
        new DefaultRequestSigner(tenancy.Provider).SignRequest(request);
        using var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        return answer.IsSuccessStatusCode ? TextOf(json, "messageId") : throw new OciException(
            answer.StatusCode, TextOf(json, "message"), TextOf(json, "code"), answer.Headers.TryGetValues("opc-request-id", out var ids) ? ids.First() : "");
    }

    private static string TextOf(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MostBytes)
        {
            return text;
        }

        const string End = "\n… cut here; the run's report has the rest.";
        var room = MostBytes - Encoding.UTF8.GetByteCount(End);
        Encoding.UTF8.GetEncoder().Convert(text, new byte[room], flush: false, out var letters, out _, out _);
        return text[..letters] + End;
    }
}
