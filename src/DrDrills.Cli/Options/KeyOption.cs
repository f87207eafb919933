using System.CommandLine;
using DrDrills.Configuration;
using DrDrills.Credentials;
using DrDrills.Errors;

namespace DrDrills.Cli.Options;

/// <summary><c>--key</c>: what an encrypted backup is opened with; a reference, never the secret itself.</summary>
internal static class KeyOption
{
    public static Option<string?> Create() => new("--key")
    {
        Description = "What an encrypted backup is opened with: env:NAME, file:PATH or oci-vault:SECRET_OCID of a private key or passphrase.",
        HelpName = "reference",
    };

    /// <summary>Reads the secret that the option refers to; null where it was not given.</summary>
    /// <exception cref="ConfigurationInvalidException">It is no reference, or there is nothing there.</exception>
    public static async Task<SecretText?> ReadAsync(VerbContext context, string? text, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return null;
        }

        return SecretReference.TryParse(text, out var reference)
            ? await SecretAsync(context, reference!, "--key", cancellationToken).ConfigureAwait(false)
            : throw new ConfigurationInvalidException(
                "The command line", ["--key is a secret and never on the command line itself; name where it is: env:NAME, file:PATH, oci-vault:SECRET_OCID."]);
    }

    /// <summary>Reads any secret that is referred to.</summary>
    /// <exception cref="ConfigurationInvalidException">There is nothing there.</exception>
    public static async Task<SecretText> SecretAsync(
        VerbContext context, SecretReference reference, string wantedBy, CancellationToken cancellationToken) =>
        new(await VaultReference.ReadAsync(
            reference, wantedBy, () => ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName), context.Time, cancellationToken)
            .ConfigureAwait(false));
}
