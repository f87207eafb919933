using DrDrills.Errors;
using DrDrills.Reporting.History;

namespace DrDrills.Cli.Packs;

/// <summary>Whom runs tell what they came to, from the environment; the addresses may hold secrets and are not repeated.</summary>
internal static class NoticeSettings
{
    /// <summary>DRDRILLS_HEARTBEAT_URL, DRDRILLS_WEBHOOK_URL and DRDRILLS_SLACK_URL.</summary>
    /// <exception cref="ConfigurationInvalidException">One is no http or https address; lists all.</exception>
    public static RunNoticeOptions Read(Func<string, string?> variable)
    {
        var mistakes = new List<string>();
        Uri? Address(string name)
        {
            if (variable(name) is not { Length: > 0 } text)
            {
                return null;
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            mistakes.Add($"{name} is no address that begins with http:// or https://.");
            return null;
        }

        var options = new RunNoticeOptions(Address("DRDRILLS_HEARTBEAT_URL"), Address("DRDRILLS_WEBHOOK_URL"), Address("DRDRILLS_SLACK_URL"));
        return mistakes.Count == 0 ? options : throw new ConfigurationInvalidException("The environment", mistakes);
    }

    /// <summary>DRDRILLS_NOTIFICATION_TOPIC: OCID of a topic of OCI Notifications that hears of runs that did not pass, or null for none.</summary>
    /// <exception cref="ConfigurationInvalidException">It is no such OCID.</exception>
    public static string? ReadTopic(Func<string, string?> variable) => variable("DRDRILLS_NOTIFICATION_TOPIC") switch
    {
        null or "" => null,
        var topic when topic.StartsWith("ocid1.onstopic.", StringComparison.Ordinal) => topic,
        var other => throw new ConfigurationInvalidException(
            "The environment", [$"DRDRILLS_NOTIFICATION_TOPIC is '{other}'; expected an OCID that begins with 'ocid1.onstopic.'."]),
    };
}
