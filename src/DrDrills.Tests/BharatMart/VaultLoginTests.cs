using System.Text.Json;
using BharatMart;
using BharatMart.Api;
using BharatMart.Estate;
using DrDrills.Credentials;
using DrDrills.PostgreSql.Logins;
using DrDrills.Tests.Oci;
using Npgsql;
using NUnit.Framework;
using OciSimulator.Vault;
using static DrDrills.Tests.BharatMart.SharedScratchCluster;

namespace DrDrills.Tests.BharatMart;

/// <summary>The API over a login in the vault, read as the shop's instance. Both logins are the cluster's, so these tests take turns.</summary>
[NonParallelizable]
public sealed class VaultLoginTests
{
    private readonly Login _first = new(BharatMartLogins.First, SecretText.NewPassword());
    private readonly Login _second = new(BharatMartLogins.Second, SecretText.NewPassword());
    private EstateSession _session = null!;
    private ShopSecrets _secrets = null!;
    private NpgsqlDataSource _database = null!;
    private PostgresLogins _logins = null!;

    private Secrets Secrets => _session.Estate.Mumbai.Api<SecretsApi>().Secrets;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _secrets = await _session.Estate.PartAsync(ShopSecrets.MakeAsync);
        _database = await CreateBharatMartAsync("vault");
        await BharatMartLogins.EnsureAsync(_database, CancellationToken.None);
        await PasswordAuthentication.RequireAsync(_database, BharatMartLogins.Both, TimeProvider.System, CancellationToken.None);
        _logins = new PostgresLogins(_database);
    }

    [SetUp]
    public async Task SetLogins()
    {
        await _logins.SetAsync(_first, CancellationToken.None);
        await _logins.RevokeAsync(_second.Username, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await BharatMartLogins.DropAsync(_database, CancellationToken.None);
        await _database.DisposeAsync();
        await _session.DisposeAsync();
    }

    [Test]
    public async Task Another_login_in_the_vault_is_used_without_a_restart()
    {
        var secret = _secrets.Rehearse(_first);
        await using var api = await StartAsync(secret, TimeSpan.FromMilliseconds(50));
        await _logins.SetAsync(_second, CancellationToken.None);

        Put(secret, _second);

        await UntilAsync(async () => await _logins.SessionsAsync(_second.Username, CancellationToken.None) > 0);
        Assert.That(await StatusAsync(api), Is.EqualTo(200));
    }

    [Test]
    public async Task A_request_that_is_not_let_in_is_tried_again_by_the_login_that_the_vault_holds_by_then()
    {
        var secret = _secrets.Rehearse(_first);
        await using var api = await StartAsync(secret, TimeSpan.FromHours(1));
        await _logins.SetAsync(_second, CancellationToken.None);
        Put(secret, _second);
        await _logins.RevokeAsync(_first.Username, CancellationToken.None);
        await StatusAsync(api);

        var status = await StatusAsync(api);

        Assert.That(status, Is.EqualTo(200), "only the request whose own session was ended may fail");
    }

    [Test]
    public async Task A_login_that_does_not_work_is_not_used()
    {
        var secret = _secrets.Rehearse(_first);
        await using var api = await StartAsync(secret, TimeSpan.FromMilliseconds(50));
        var readings = Readings();

        Put(secret, _second);

        await UntilAsync(() => Task.FromResult(Readings() > readings + 3));
        Assert.That(await StatusAsync(api), Is.EqualTo(200));
        Assert.That(await _logins.SessionsAsync(_second.Username, CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task A_vault_that_is_away_changes_nothing_while_the_login_works()
    {
        var secret = _secrets.Rehearse(_first);
        await using var api = await StartAsync(secret, TimeSpan.FromMilliseconds(50));
        var readings = Readings();

        Secrets.Destroy(secret.Id);

        await UntilAsync(() => Task.FromResult(Readings() > readings + 3));
        Assert.That(await StatusAsync(api), Is.EqualTo(200));
    }

    [Test]
    public async Task The_API_does_not_start_without_its_login()
    {
        var secret = _secrets.Rehearse("text", new SecretText("s3cr3t"));

        var refused = Assert.CatchAsync(() => StartAsync(secret, TimeSpan.FromHours(1)));

        Assert.That(refused, Is.TypeOf<InvalidDataException>().With.Message.Not.Contain("s3cr3t"));
        await Task.CompletedTask;
    }

    private async Task<BharatMartApi> StartAsync(Secret secret, TimeSpan readAgainEvery) => await BharatMartApi.StartAsync(
        new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = null }.ConnectionString,
        await _secrets.OpenInstanceAsync(secret, readAgainEvery, CancellationToken.None),
        CancellationToken.None);

    private void Put(Secret secret, Login login)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new { username = login.Username, password = login.Password.Reveal() });
        Secrets.Store.Update(secret.Id, one => Secrets.WithVersion(one, new SecretContent("BASE64", Convert.ToBase64String(content))));
    }

    private int Readings() => _session.Estate.Tenancy.Requests.All.Count(request => request.Operation == "GetSecretBundle");

    private static async Task<int> StatusAsync(BharatMartApi api)
    {
        using var http = new HttpClient { BaseAddress = api.BaseAddress };
        using var answer = await http.GetAsync(new Uri("/categories", UriKind.Relative));
        return (int)answer.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.That(TimeProvider.System.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(60)), "the API did not read the vault again");
            await Task.Delay(20);
        }
    }
}
