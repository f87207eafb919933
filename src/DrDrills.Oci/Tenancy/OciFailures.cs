using System.Globalization;
using System.Net.Sockets;
using DrDrills.Errors;
using Newtonsoft.Json;
using Oci.Common.Model;

namespace DrDrills.Oci.Tenancy;

/// <summary>Turns what the OCI SDK throws into errors that say what failed, on what, and what to do next.</summary>
/// <remarks>
/// Request addresses are left out: that of a pre-authenticated request is itself a secret. A body that is not JSON is left out too; it is a
/// gateway's page, not the service's answer.
/// </remarks>
public static class OciFailures
{
    private const int LongestMessage = 500;

    /// <summary>Whether the SDK (or the system below it) throws this for a call that failed; anything else is a defect.</summary>
    public static bool IsOfCall(Exception exception) => exception is
        OciException or JsonException or System.Text.Json.JsonException or InvalidCastException or HttpRequestException or IOException or SocketException
        or TaskCanceledException or TimeoutException;

    /// <summary>The error for a failed call.</summary>
    /// <param name="exception">What the SDK threw.</param>
    /// <param name="operation">What was called, as the API reference names it: <c>CreateVolume</c>.</param>
    /// <param name="subject">On what: <c>volume 'ocid1…'</c>.</param>
    public static CloudCallFailedException Of(Exception exception, string operation, string subject) => exception switch
    {
        OciException answer when (int)answer.StatusCode != 0 => OfAnswer(answer, operation, subject),
        JsonException or System.Text.Json.JsonException or InvalidCastException => new CloudCallFailedException(
            "DR4005",
            subject,
            $"{operation} on {subject} was answered by something that is not the service: the body is not JSON.",
            "is there a proxy or a gateway between here and the region? Ask again later; look at the region's status page.",
            cause: exception),
        TaskCanceledException or TimeoutException => new CloudCallFailedException(
            "DR4007",
            subject,
            $"{operation} on {subject} was not answered in time.",
            "ask again later; is the region slow, or does a firewall drop the packets?",
            cause: exception),
        _ => new CloudCallFailedException(
            "DR4006",
            subject,
            $"{operation} on {subject} got no answer: the connection failed ({Innermost(exception).Message}).",
            "is the region's name right, and can this machine reach it?",
            cause: exception),
    };

    private static CloudCallFailedException OfAnswer(OciException answer, string operation, string subject)
    {
        var status = (int)answer.StatusCode;
        var (code, what, hint) = status switch
        {
            401 => (
                "DR4001",
                "was refused: OCI does not know who asks",
                "is the API key of the profile uploaded for that user, is the session token still valid, and is this machine's clock right?"),
            403 or 404 => (
                "DR4002",
                "was refused: no such thing, or none that this identity may reach",
                "./drdrills doctor --environment oci names missing permissions, each with the policy statement that grants it."),
            429 or >= 500 => (
                "DR4004",
                "was not served, after all repetitions",
                "ask again later; look at the region's status page, and at the tenancy's request limits for 429."),
            _ => (
                "DR4003",
                "was refused",
                answer.ServiceCode is "LimitExceeded" or "QuotaExceeded"
                    ? "raise the limit or the quota, or remove what is no longer needed: ./drdrills sweep."
                    : "look the code up in the API reference of the operation."),
        };
        return new CloudCallFailedException(
            code,
            subject,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{operation} on {subject} {what}: HTTP {status} {answer.ServiceCode ?? "without a code"}, opc-request-id {answer.OpcRequestId ?? "not given"}."),
            hint,
            answer.Message is { Length: > LongestMessage } text ? text[..LongestMessage] + "…" : answer.Message,
            answer)
        {
            Status = status,
            ServiceCode = answer.ServiceCode,
            RequestId = answer.OpcRequestId,
        };
    }

    private static Exception Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception;
}
