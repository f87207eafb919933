using BharatMart.Estate;
using DrDrills.Configuration;
using DrDrills.Oci.Permissions;
using DrDrills.Oci.Tenancy;
using NUnit.Framework;

namespace DrDrills.Tests.Oci;

/// <summary>The statements that <c>doctor</c> names are the ones that grant what is missing: each is taken away and given again.</summary>
public sealed class TenancyPermissionsTests
{
    private BharatMartEstate _estate = null!;
    private AuditedShop _shop = null!;
    private OciTenancy _tenancy = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _estate = await BharatMartEstate.OpenAsync(new BharatMartEstateOptions { RunId = "test" }, CancellationToken.None);
        _shop = await AuditedShop.MakeAsync(_estate);
        foreach (var policy in _estate.Tenancy.Identity.Policies.All.Where(policy => policy.Name == "drdrills").ToList())
        {
            _estate.Tenancy.Identity.Policies.Remove(policy.Id);
        }

        _tenancy = new OciTenancy(new OciTenancyOptions
        {
            Authentication = new OciAuthentication.ConfigFile(_estate.ConfigFile.FullName, "DRDRILLS"),
            Regions = ["ap-mumbai-1"],
            Endpoints = new Dictionary<string, Uri> { ["ap-mumbai-1"] = _estate.Mumbai.Endpoint },
            RunId = "test",
            Limits = new WriteLimits { Compartments = [_estate.Drills.Id] },
            Patience = OciPatience.OfLocalRegion,
        });
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        _tenancy.Dispose();
        await _estate.DisposeAsync();
    }

    [Test]
    public async Task Each_permission_that_is_taken_away_is_named_with_the_statement_that_gives_it_back()
    {
        var without = await AskAsync();
        var probed = without.Where(answer => answer.State != PermissionState.NotAsked).ToList();
        Assert.That(probed.Select(answer => answer.State), Is.All.EqualTo(PermissionState.Missing), "nothing is granted yet");
        Assert.That(probed.Select(answer => answer.Statement), Is.Unique.And.All.StartsWith($"Allow group {EstatePolicies.DrillGroup} to "));

        foreach (var taken in probed)
        {
            var policy = _estate.Tenancy.Identity.AddPolicy(
                "all-but-one", _estate.Tenancy.Id, [.. probed.Where(answer => answer != taken).Select(answer => answer.Statement)]);
            var missing = (await AskAsync()).Where(answer => answer.State == PermissionState.Missing).ToList();
            _estate.Tenancy.Identity.Policies.Remove(policy.Id);

            Assert.That(missing.Select(answer => answer.Statement), Is.EqualTo(new[] { taken.Statement }));
        }
    }

    [Test]
    public async Task What_only_making_something_would_show_is_not_asked_and_its_statement_is_told()
    {
        var before = _estate.Tenancy.Requests.All.Count;

        var writing = (await AskAsync()).Where(answer => answer.State == PermissionState.NotAsked).ToList();

        Assert.That(writing.Select(answer => answer.Statement), Has.All.EndsWith($"in compartment id {_estate.Drills.Id}"));
        Assert.That(writing, Has.Count.EqualTo(6));
        Assert.That(_estate.Tenancy.Requests.All.Skip(before).Select(request => request.Method), Is.All.EqualTo("GET"), "nothing is made or changed");
    }

    private Task<IReadOnlyList<PermissionAnswer>> AskAsync() => new TenancyPermissions(_tenancy, $"group {EstatePolicies.DrillGroup}").AskAsync(
        [
            new OciSources
            {
                Compartments = [_estate.Production.Id],
                BlockVolume = _shop.LogsId,
                ArchiveBucket = AuditedShop.Archive,
                Secrets = [_shop.PasswordId],
            },
        ],
        CancellationToken.None);
}
