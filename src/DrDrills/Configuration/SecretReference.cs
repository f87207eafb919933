using DrDrills.Errors;

namespace DrDrills.Configuration;

/// <summary>Where a secret comes from; the secret itself is read when it is needed and kept nowhere.</summary>
/// <param name="Kind"><c>env</c>, <c>file</c> or <c>oci-vault</c>.</param>
/// <param name="Name">Variable, path or OCID.</param>
public sealed record SecretReference(string Kind, string Name)
{
    private static readonly string[] _kinds = ["env", "file", "oci-vault"];

    /// <summary>Reads <c>env:NAME</c>, <c>file:PATH</c> or <c>oci-vault:SECRET_OCID</c>.</summary>
    public static bool TryParse(string text, out SecretReference? reference)
    {
        var parts = text.Split(':', 2);
        reference = parts.Length == 2 && _kinds.Contains(parts[0]) && !parts[1].StartsWith("//", StringComparison.Ordinal) && parts[1].Length > 0
            ? new SecretReference(parts[0], parts[1])
            : null;
        return reference is not null;
    }

    /// <summary>The secret.</summary>
    /// <param name="wantedBy">What it is for, for messages.</param>
    /// <exception cref="ConfigurationInvalidException">There is none there.</exception>
    public string Resolve(string wantedBy) => Kind switch
    {
        "env" => Environment.GetEnvironmentVariable(Name) is { Length: > 0 } value
            ? value
            : throw Missing(wantedBy, $"the environment variable '{Name}' is not set"),
        "file" => ReadFile(wantedBy),
        _ => throw Missing(wantedBy, "a secret of an OCI vault cannot be read here; use env: or file:"),
    };

    /// <summary>The secret, also where it lies in a vault.</summary>
    /// <param name="wantedBy">What it is for, for messages.</param>
    /// <param name="vault">Reads a secret of a vault by its OCID.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ConfigurationInvalidException">There is none there.</exception>
    public async Task<string> ResolveAsync(
        string wantedBy, Func<string, CancellationToken, Task<string>> vault, CancellationToken cancellationToken) =>
        Kind == "oci-vault" ? await vault(Name, cancellationToken).ConfigureAwait(false) : Resolve(wantedBy);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Name}";

    private string ReadFile(string wantedBy)
    {
        try
        {
            return File.ReadAllText(Name).Trim() is { Length: > 0 } value ? value : throw Missing(wantedBy, $"the file '{Name}' is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(wantedBy, $"the file '{Name}' cannot be read");
        }
    }

    private static ConfigurationInvalidException Missing(string wantedBy, string why) => new("The configuration", [$"{wantedBy}: {why}."]);
}
