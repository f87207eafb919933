using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using BharatMart.Estate;
using DrDrills.Testing;
using NUnit.Framework;
using OciSimulator.Lifecycle;

namespace DrDrills.Tests.OciSimulator;

/// <summary>The local region against the official SDK for TypeScript, which nobody here wrote; one test a file.</summary>
[Category("Contract")]
public sealed class OciContractTests
{
    private BharatMartEstate _estate = null!;
    private string _description = null!;

    private static IEnumerable<string> Files => Directory.EnumerateFiles(ContractSdk.Sources, "*.test.mjs").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [OneTimeSetUp]
    public async Task Start()
    {
        Needs.Node();
        await ContractSdk.InstallAsync();
        _estate = await BharatMartEstate.OpenAsync(
            new BharatMartEstateOptions { RunId = "contract", LifecycleStep = TimeSpan.FromMilliseconds(50) }, CancellationToken.None);
        _description = await DescribeAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_estate is not null)
        {
            await _estate.DisposeAsync();
        }
    }

    [Order(1)]
    [CancelAfter(300_000)]
    [TestCaseSource(nameof(Files))]
    public async Task The_official_SDK_works_with_the_region(string file, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await ContractSdk.RunAsync(file, _description, cancellationToken);

        Assert.That(exitCode, Is.Zero, string.Join('\n', [output, .. _estate.Tenancy.Requests.Defects]));
    }

    [Order(2)]
    [Test]
    public void Every_operation_of_the_region_was_called_by_it_and_met_no_defect()
    {
        var called = _estate.Tenancy.Requests.All.Select(request => request.Operation).ToHashSet();
        Needs.Require(called.Count > 0, "a run of the contract's files", "run the whole class, not this test alone");
        var untried = _estate.Mumbai.Routes.All.Select(route => route.Operation).Except(called);

        Assert.That(string.Join(", ", untried), Is.Empty);
        Assert.That(_estate.Tenancy.Requests.Defects, Is.Empty);
    }

    private async Task<string> DescribeAsync()
    {
        const string Instance = "ocid1.instance.oc1.ap-mumbai-1.contract";
        var metadata = await _estate.Tenancy.Identity.OpenMetadataAsync(Instance, _estate.Production.Id, _estate.Mumbai, CancellationToken.None);
        await AddSessionAsync();
        var work = _estate.Mumbai.WorkRequests;
        var succeeded = work.Begin("CreateNothing", _estate.Production.Id, new WorkRequestResource("nothing", "CREATED", "ocid1.nothing"));
        work.Succeed(succeeded);
        var failed = work.Begin("CreateMore", _estate.Production.Id);
        work.Fail(failed, "OutOfCapacity", "There is no room.");
        var host = await DrillHost.OfAsync(_estate);
        var logs = await LogVolume.CreateAsync(_estate, CancellationToken.None);
        var shop = await ShopInstance.CreateAsync(_estate, CancellationToken.None);
        var path = Path.Combine(_estate.Folder.FullName, "contract.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new
        {
            tenancy = _estate.Tenancy.Id,
            @namespace = _estate.Tenancy.Identity.Namespace,
            production = _estate.Production.Id,
            drills = _estate.Drills.Id,
            mumbai = _estate.Mumbai.Endpoint.ToString().TrimEnd('/'),
            hyderabad = _estate.Hyderabad.Endpoint.ToString().TrimEnd('/'),
            configFile = _estate.ConfigFile.FullName,
            metadata = metadata.Endpoint,
            instance = Instance,
            succeededWork = succeeded,
            failedWork = failed,
            host = host.In(_estate.Mumbai.Name),
            subnet = host.SubnetId,
            logVolume = logs.Volume.Id,
            shopBootVolume = shop.BootVolume.Id,
            shopInstance = shop.Instance.Id,
        }));
        return path;
    }

    /// <summary>A profile with a session token, as <c>oci session authenticate</c> writes one.</summary>
    private async Task AddSessionAsync()
    {
        using var key = RSA.Create(2048);
        var folder = _estate.Folder.FullName;
        var user = _estate.Administrator;
        await File.WriteAllTextAsync(Path.Combine(folder, "session.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(
            Path.Combine(folder, "session-token"), _estate.Tenancy.Identity.IssueSessionToken(user.UserId, key, TimeSpan.FromMinutes(30)));
        await File.AppendAllTextAsync(_estate.ConfigFile.FullName, string.Create(CultureInfo.InvariantCulture, $"""

            [SESSION]
            fingerprint={user.Fingerprint}
            tenancy={user.TenancyId}
            region={_estate.Mumbai.Name}
            key_file={folder}/session.pem
            security_token_file={folder}/session-token

            """));
    }
}
