using System.Collections.Concurrent;
using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;

namespace DrDrills.Oci.Tenancy;

/// <summary>One region: its clients, each made when first asked for and kept until the tenancy is disposed of.</summary>
/// <remarks>Every client is given its endpoint when it is made: one set later would not reach the clients that it makes inside.</remarks>
public sealed class OciRegion : IDisposable
{
    private const string RealmSpecificEndpoints = "OCI_REALM_SPECIFIC_SERVICE_ENDPOINT_TEMPLATE_ENABLED";

    private readonly OciTenancy _tenancy;
    private readonly ConcurrentDictionary<(Type Client, string Endpoint), Lazy<IDisposable>> _clients = new();

    internal OciRegion(OciTenancy tenancy, string name)
    {
        _tenancy = tenancy;
        Name = name;
    }

    /// <summary>Makes a client of the SDK: the three arguments of its constructor.</summary>
    /// <typeparam name="T">The client.</typeparam>
    public delegate T Make<out T>(IBasicAuthenticationDetailsProvider provider, ClientConfiguration configuration, string endpoint);

    /// <summary>Its name: <c>ap-mumbai-1</c>.</summary>
    public string Name { get; }

    /// <summary>The client of a regional service.</summary>
    /// <param name="host">The service, by its host.</param>
    /// <param name="make">Makes it: <c>(provider, configuration, endpoint) => new BlockstorageClient(provider, configuration, endpoint)</c>.</param>
    public T Client<T>(OciHost host, Make<T> make)
        where T : ClientBase =>
        ClientAt(EndpointOf(host), make);

    /// <summary>Where a regional service answers: as configured, else as the realm names it.</summary>
    /// <param name="host">The service, by its host.</param>
    public Uri EndpointOf(OciHost host) =>
        _tenancy.Options.Endpoints.GetValueOrDefault(Name) ?? host.EndpointIn(Name, _tenancy.Options.RealmDomain);

    /// <summary>The client of a service with a host of its own, such as the keys of one vault.</summary>
    /// <param name="endpoint">As the service itself gave it.</param>
    /// <param name="make">Makes it.</param>
    public T ClientAt<T>(Uri endpoint, Make<T> make)
        where T : ClientBase
    {
        var address = endpoint.GetLeftPart(UriPartial.Authority);
        return (T)_clients.GetOrAdd(
            (typeof(T), address), _ => new Lazy<IDisposable>(() => make(_tenancy.Provider, Configuration(), address))).Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }

        _clients.Clear();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private ClientConfiguration Configuration()
    {
        // With this variable set, the SDK's object storage client goes to an address of its own whatever it is given.
        Environment.SetEnvironmentVariable(RealmSpecificEndpoints, "false");
        var patience = _tenancy.Options.Patience;
        return new ClientConfiguration
        {
            TimeoutMillis = (int)patience.CallLimit.TotalMilliseconds,
            ClientUserAgent = "drdrills",

            // Never none: without a retry configuration the SDK ignores cancellation.
            RetryConfiguration = new RetryConfiguration
            {
                MaxAttempts = patience.Retries,
                TotalElapsedTimeInSecs = (int)patience.RetryLimit.TotalSeconds,
                GetNextDelayInSeconds = attempt => patience.RetryPause(attempt).TotalSeconds,
            },
        };
    }
}
