using System.Text.Json;
using DrDrills.Credentials;
using DrDrills.Errors;

namespace DrDrills.Oci.Vault;

/// <summary>The content of one version of a secret.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Text">The content, UTF-8.</param>
public sealed record SecretContent(long Version, SecretText Text)
{
    /// <summary>Reads a login: a JSON object with <c>username</c> and <c>password</c>.</summary>
    /// <param name="secret">For messages: <c>secret 'ocid1…'</c>.</param>
    /// <exception cref="ManifestInvalidException">It is none; its text is not quoted (DR4403).</exception>
    public Login ToLogin(string secret)
    {
        try
        {
            using var json = JsonDocument.Parse(Text.Reveal());
            if (json.RootElement.TryGetProperty("username", out var username) && username.GetString() is { Length: > 0 } name
                && json.RootElement.TryGetProperty("password", out var password) && password.GetString() is { Length: > 0 } word)
            {
                return new Login(name, new SecretText(word));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The exception's own text could quote the secret, so it goes no further.
        }

        throw new ManifestInvalidException(
            "DR4403",
            secret,
            $"Version {Version} of {secret} holds no login; expected a JSON object with 'username' and 'password'.",
            "write the secret's content as {\"username\": …, \"password\": …}.");
    }

    /// <summary>A login as content.</summary>
    /// <param name="login">The login.</param>
    /// <param name="note">Makes it differ from another version with the same login, which a reuse rule of the vault would refuse.</param>
    public static SecretText Of(Login login, string note)
    {
        ArgumentNullException.ThrowIfNull(login);
        return new SecretText(JsonSerializer.Serialize(new { username = login.Username, password = login.Password.Reveal(), note }));
    }
}
