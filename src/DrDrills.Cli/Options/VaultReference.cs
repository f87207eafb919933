using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Oci.Vault;

namespace DrDrills.Cli.Options;

/// <summary>Reads a secret by its reference, also <c>oci-vault:SECRET_OCID</c>: from the tenancy of <c>drdrills.json</c>, when it is needed.</summary>
internal static class VaultReference
{
    /// <param name="reference">Where the secret is.</param>
    /// <param name="wantedBy">What it is for, for messages.</param>
    /// <param name="configuration">Read only where the secret is in a vault.</param>
    /// <param name="clock">The clock of calls.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ConfigurationInvalidException">There is none there, or no tenancy is configured.</exception>
    /// <exception cref="CloudCallFailedException">The vault refused.</exception>
    public static Task<string> ReadAsync(
        SecretReference reference, string wantedBy, Func<DrDrillsConfiguration> configuration, TimeProvider clock, CancellationToken cancellationToken) =>
        reference.ResolveAsync(
            wantedBy,
            async (id, stop) =>
            {
                using var tenancy = ConfiguredTenancy.Open(wantedBy, configuration(), clock);
                return (await new VaultSecrets(tenancy).ResolveAsync(id, stop).ConfigureAwait(false)).Text.Reveal();
            },
            cancellationToken);
}
