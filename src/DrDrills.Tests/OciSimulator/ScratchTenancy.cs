using OciSimulator.Hosting;
using OciSimulator.Identity;

namespace DrDrills.Tests.OciSimulator;

/// <summary>A tenancy in a folder of its own, with an administrator and the notes service; the folder goes with it.</summary>
internal sealed class ScratchTenancy : IAsyncDisposable
{
    private readonly SimulatedTenancyOptions _options;
    private UserCredentials? _administrator;

    private ScratchTenancy(SimulatedTenancyOptions options) => _options = options;

    public SimulatedTenancy Tenancy { get; private set; } = null!;

    public TenancyIdentity Identity => Tenancy.Identity;

    public SimulatedRegion Mumbai => Tenancy.Regions[0];

    public SimulatedRegion Hyderabad => Tenancy.Regions[1];

    public NotesApi Notes => Mumbai.Api<NotesApi>();

    public static async Task<ScratchTenancy> StartAsync(Func<SimulatedTenancyOptions, SimulatedTenancyOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-oci-");
        var options = new SimulatedTenancyOptions
        {
            Folder = folder,
            LifecycleStep = TimeSpan.FromMilliseconds(20),
            Apis = region => [.. OciApis.For(region), new NotesApi(region)],
        };
        var scratch = new ScratchTenancy(change?.Invoke(options) ?? options);
        try
        {
            await scratch.StartAgainAsync();
            return scratch;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Ends the simulator and starts another on the same folder.</summary>
    public async Task StartAgainAsync()
    {
        if (Tenancy is not null)
        {
            await Tenancy.DisposeAsync();
        }

        Tenancy = await SimulatedTenancy.StartAsync(_options, CancellationToken.None);
    }

    public OciClient Administrator(SimulatedRegion? region = null) =>
        Client(_administrator ??= AddUser("administrator", TenancyIdentity.AdministratorsGroup), region);

    public UserCredentials AddUser(string name, params string[] groups) => Identity.AddUser(name, TestKeys.OfUsers, groups);

    public OciClient Client(UserCredentials user, SimulatedRegion? region = null) => Client(new RequestSigner(user.KeyId, TestKeys.OfUsers), region);

    public OciClient Client(RequestSigner signer, SimulatedRegion? region = null) => new((region ?? Mumbai).Endpoint, signer);

    public async ValueTask DisposeAsync()
    {
        await Tenancy.DisposeAsync();
        _options.Folder.Delete(recursive: true);
    }
}
