using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Cli.Options;

/// <summary>The tenancy of <c>drdrills.json</c>, for what a verb needs there besides drills: secrets, a signing key, a place for chain heads, a topic.</summary>
internal static class ConfiguredTenancy
{
    /// <param name="wantedBy">What needs it, for messages.</param>
    /// <param name="configuration">Where it is named.</param>
    /// <param name="clock">The clock of calls.</param>
    /// <exception cref="ConfigurationInvalidException">No tenancy is configured.</exception>
    public static OciTenancy Open(string wantedBy, DrDrillsConfiguration configuration, TimeProvider clock) => configuration.Oci is { } settings
        ? new OciTenancy(OciTenancyOptions.Of(settings, RunIds.New(clock)), clock)
        : throw new ConfigurationInvalidException("The configuration", [
            $"{wantedBy}: {DrDrillsConfiguration.FileName} names no tenancy ('oci'), which it is in.",
        ]);

    /// <summary>As the other, by the <c>drdrills.json</c> of the current folder.</summary>
    public static OciTenancy Open(string wantedBy, TimeProvider clock) => Open(wantedBy, ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName), clock);
}
