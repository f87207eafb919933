using DrDrills.Configuration;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.Cli.Options;

/// <summary>A database that the caller named, by connection string, URL or reference; its text never carries the password.</summary>
internal sealed class SourceConnection
{
    private SourceConnection(NpgsqlConnectionStringBuilder settings, bool passwordInArgument)
    {
        Settings = settings;
        PasswordInArgument = passwordInArgument;
    }

    /// <summary>How to connect; a secret.</summary>
    public NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>Whether other users of this machine can read the password in the list of processes.</summary>
    public bool PasswordInArgument { get; }

    /// <summary>Reads an argument: Npgsql keywords, a <c>postgres://</c> URL, or a reference to either (<c>env:NAME</c>, <c>file:PATH</c>).</summary>
    /// <param name="name">The option, for messages.</param>
    /// <param name="text">What was given.</param>
    /// <exception cref="ConfigurationInvalidException">It is none of them; the message does not quote it.</exception>
    public static SourceConnection Parse(string name, string text)
    {
        var byReference = SecretReference.TryParse(text, out var reference);
        return Of(name, byReference ? reference!.Resolve(name) : text, byReference);
    }

    /// <summary>As the other, also for a secret of a vault (<c>oci-vault:SECRET_OCID</c>).</summary>
    /// <param name="name">The option, for messages.</param>
    /// <param name="text">What was given.</param>
    /// <param name="clock">The clock of calls.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ConfigurationInvalidException">It is none of them; the message does not quote it.</exception>
    /// <exception cref="CloudCallFailedException">The vault refused.</exception>
    public static async Task<SourceConnection> ParseAsync(string name, string text, TimeProvider clock, CancellationToken cancellationToken) =>
        SecretReference.TryParse(text, out var reference)
            ? Of(
                name,
                await VaultReference.ReadAsync(
                    reference!, name, () => ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName), clock, cancellationToken).ConfigureAwait(false),
                byReference: true)
            : Parse(name, text);

    private static SourceConnection Of(string name, string value, bool byReference)
    {
        try
        {
            var settings = value.Contains("://", StringComparison.Ordinal) ? OfUrl(value) : new NpgsqlConnectionStringBuilder(value);
            if (string.IsNullOrWhiteSpace(settings.Host))
            {
                throw Mistake(name, "names no host");
            }

            // What the server sends is read as UTF-8, whatever PGCLIENTENCODING says.
            settings.ClientEncoding = "UTF8";

            // Options that do not go together are refused here, before any work; nothing connects yet.
            using var usable = NpgsqlDataSource.Create(settings);
            return new SourceConnection(settings, !byReference && !string.IsNullOrEmpty(settings.Password));
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or FormatException)
        {
            throw Mistake(name, "is neither 'Host=…;Database=…;Username=…' nor 'postgres://user@host:5432/database'");
        }
        catch (NotSupportedException e)
        {
            throw Mistake(name, $"has an option that cannot be used here ({e.Message.TrimEnd('.')})");
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Settings.Username ?? "?"}@{Settings.Host}:{Settings.Port}/{Settings.Database ?? Settings.Username}";

    private static NpgsqlConnectionStringBuilder OfUrl(string url)
    {
        var uri = new Uri(url);
        if (uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new FormatException();
        }

        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host, Port = uri.Port > 0 ? uri.Port : 5432 };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            settings[Keyword(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return settings;
    }

    // What libpq's URLs call differently from Npgsql.
    private static string Keyword(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "host" => "Host",
        "port" => "Port",
        _ => name,
    };

    private static ConfigurationInvalidException Mistake(string name, string what) =>
        new("The command line", [$"{name} {what}. A reference keeps the password off the command line: env:NAME, file:PATH or oci-vault:SECRET_OCID."]);
}
