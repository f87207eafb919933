using DrDrills.Errors;
using Oci.Common.Auth;

namespace DrDrills.Oci.Tenancy;

/// <summary>One tenancy as a run meets it: who it is there, the regions, and what every call and every creation goes through.</summary>
/// <remarks>Made once for a run; several threads may use it at once. Nothing is asked of OCI before the first call.</remarks>
public sealed class OciTenancy : IDisposable
{
    private readonly Lazy<IBasicAuthenticationDetailsProvider> _provider;
    private readonly Dictionary<string, OciRegion> _regions;

    /// <summary>Takes the options; nothing is read yet.</summary>
    /// <param name="options">Which tenancy, as whom, where.</param>
    /// <param name="clock">The clock of pauses and limits; null takes the system's.</param>
    /// <exception cref="ConfigurationInvalidException">The options are wrong; carries all mistakes.</exception>
    public OciTenancy(OciTenancyOptions options, TimeProvider? clock = null)
    {
        string[] mistakes =
        [
            .. options.Regions.Count == 0 ? ["no region is named."] : Array.Empty<string>(),
            .. options.Endpoints.Keys.Except(options.Regions).Select(name => $"an endpoint is given for region '{name}', which is not among the regions."),
        ];
        if (mistakes.Length > 0)
        {
            throw new ConfigurationInvalidException("The tenancy", mistakes);
        }

        Options = options;
        Clock = clock ?? TimeProvider.System;
        Calls = new OciCalls(options.Patience, Clock);
        Wait = new ResourceWait(options.Patience, Clock);
        Guard = new WriteGuard(options.Limits, options.RunId);
        _provider = new Lazy<IBasicAuthenticationDetailsProvider>(() => OciIdentity.Provide(options));
        _regions = options.Regions.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => new OciRegion(this, name), StringComparer.Ordinal);
    }

    /// <summary>What it was made from.</summary>
    public OciTenancyOptions Options { get; }

    /// <summary>The clock of pauses, limits and tags.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What every call goes through.</summary>
    public OciCalls Calls { get; }

    /// <summary>What every wait for a state goes through.</summary>
    public ResourceWait Wait { get; }

    /// <summary>What stands before every call that makes, changes or removes something.</summary>
    public WriteGuard Guard { get; }

    /// <summary>Every region, in the order of the options.</summary>
    public IReadOnlyList<OciRegion> Regions => [.. Options.Regions.Distinct(StringComparer.Ordinal).Select(name => _regions[name])];

    /// <summary>The region where the systems run: the first of the options.</summary>
    public OciRegion Home => _regions[Options.Regions[0]];

    /// <summary>OCID of the tenancy.</summary>
    /// <exception cref="ConfigurationInvalidException">Neither the options nor the authentication know it.</exception>
    public string TenancyId =>
        Options.Tenancy ?? OciIdentity.TenancyOf(Provider)
        ?? throw new ConfigurationInvalidException("The tenancy", [$"its OCID is not given, and {Options.Authentication} does not know it."]);

    internal IBasicAuthenticationDetailsProvider Provider => _provider.Value;

    /// <summary>A region by its name.</summary>
    /// <exception cref="ConfigurationInvalidException">It is not among those of the options.</exception>
    public OciRegion Region(string name) => _regions.TryGetValue(name, out var region)
        ? region
        : throw new ConfigurationInvalidException(
            "The tenancy", [$"region '{name}' is not among those of drdrills.json, oci.regions: {string.Join(", ", _regions.Keys)}."]);

    /// <summary>The region that an OCID names, as its fourth part does; the home region for one that is not among the options.</summary>
    public OciRegion RegionOf(string ocid) =>
        ocid.Split('.') is [_, _, _, var name, ..] && _regions.TryGetValue(name, out var region) ? region : Home;

    /// <summary>Tags for what is made now: they say when its time is over.</summary>
    /// <returns>A new dictionary each time, as a request takes it.</returns>
    public Dictionary<string, string> Tags() => RunTags.Begin(Options.RunId, Options.TimeToLive, Clock).ToFreeformTags();

    /// <summary>A retry token: with it, a creation that is asked for twice is done once.</summary>
    public static string NewRetryToken() => $"drdrills-{Guid.NewGuid():N}";

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var region in _regions.Values)
        {
            region.Dispose();
        }
    }
}
