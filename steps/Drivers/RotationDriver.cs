using BharatMart;
using BharatMart.Api;
using BharatMart.Estate;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Load;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Logins;
using DrDrills.Steps.Hooks;
using Npgsql;
using OciSimulator.Vault;

namespace DrDrills.Steps.Drivers;

/// <summary>The shop's password in the vault: the API that reads it, customers who keep asking, and its rotation.</summary>
public sealed class RotationDriver(
    DrillWorld world, RunSession session, TenancyDriver tenancies, ShopDriver shop, LogDriver log, DrillDriver drill) : IAsyncDisposable
{
    private const int LeastRate = 200;
    private const int RequestsAfter = 300;
    private const string BeforeRotation = "before_rotation";

    private static readonly TimeSpan ReadAgainEvery = TimeSpan.FromMilliseconds(250);

    private Secret? _secret;
    private ShopSecrets? _secrets;
    private ILogins? _logins;
    private BharatMartApi? _api;
    private SteadyLoad? _load;
    private SecretRotation? _before;

    private Secret Secret => _secret ?? throw new InvalidOperationException("the scenario does not say that the password is in the vault");

    /// <summary>A rehearsal of the shop's login: a secret of the scenario's own, and the database asking for its password.</summary>
    public async Task KeepPasswordInVaultAsync()
    {
        var estate = await tenancies.EstateAsync();
        _secrets = await estate.PartAsync(ShopSecrets.MakeAsync);
        await BharatMartLogins.EnsureAsync(shop.Database, CancellationToken.None);
        await PasswordAuthentication.RequireAsync(shop.Database, BharatMartLogins.Both, TimeProvider.System, CancellationToken.None);
        _logins = new PostgresLogins(shop.Database);
        var first = new Login(BharatMartLogins.First, SecretText.NewPassword());
        await _logins.SetAsync(first, CancellationToken.None);
        await _logins.RevokeAsync(BharatMartLogins.Second, CancellationToken.None);
        _secret = _secrets.Rehearse(first);
    }

    /// <summary>
    /// The API over the scenario's database, and customers who ask it steadily. Connections live a second, so that new ones are always made: few
    /// at once, and with prepared statements, or a slow machine makes connections and answers nobody.
    /// </summary>
    public async Task OpenShopAsync()
    {
        var place = new NpgsqlConnectionStringBuilder(shop.Database.ConnectionString)
        {
            Username = null,
            ConnectionLifetime = 1,
            MaxPoolSize = 20,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 2,
        };
        var vault = await _secrets!.OpenInstanceAsync(Secret, ReadAgainEvery, CancellationToken.None);
        _api = await BharatMartApi.StartAsync(place.ConnectionString, vault, CancellationToken.None);
        await using var orders = shop.Database.CreateCommand("SELECT max(order_number) FROM sales.orders");
        var order = Relative($"/orders/{await orders.ExecuteScalarAsync()}");
        _load = SteadyLoad.Begin(
            new SteadyLoadOptions { Endpoint = _api.BaseAddress, Parallelism = 6, Paths = [Relative("/categories"), order, order] }, TimeProvider.System);
        await _load.AnsweredAsync(RequestsAfter, CancellationToken.None);
    }

    /// <summary>A rotation that is done already when the drill begins; the version before is kept to roll back to.</summary>
    public async Task RotateBeforehandAsync()
    {
        var estate = await tenancies.EstateAsync();
        await using var point = shop.Database.CreateCommand($"SELECT pg_create_restore_point('{BeforeRotation}')");
        await point.ExecuteNonQueryAsync();
        var tenancy = tenancies.Open(estate, session.Settings.RunId);
        var rotation = new SecretRotation(Options(tenancy) with { KeepPrevious = true, Quiet = TimeSpan.Zero });
        var backup = await rotation.LocateAsync(Incident("the password is due"), CancellationToken.None);
        await rotation.ProvisionAsync(backup, new Progress<StageProgress>(), CancellationToken.None);
        await rotation.RestoreAsync(new Progress<StageProgress>(), CancellationToken.None);
        if (_api is not null)
        {
            await rotation.ReplayAsync(new Progress<StageProgress>(), CancellationToken.None);
        }
        else
        {
            await _logins!.RevokeAsync(rotation.Replaced.Username, CancellationToken.None);
        }

        _before = rotation;
    }

    /// <summary>What takes the password away from the API before the vault has the new one.</summary>
    public void RevokeTooEarly()
    {
        _logins = new HastyLogins(_logins!, BharatMartLogins.Both);
        world.Damage = "the old password was taken away before the new one was in the vault";
        world.ExpectedRed = [SteadyRequestsVerification.Failed];
    }

    public Task RotateAsync() => RunAsync("the password is due to be rotated", options => options);

    public Task RollBackAsync() => RunAsync(
        "the rotation has to be taken back", options => options with { To = RotationTarget.PreviousVersion, KeepPrevious = true });

    /// <summary>The whole server as it was before the rotation.</summary>
    public Task RestoreFromBeforeAsync() => RestoreAsync(RecoveryTarget.Parse($"name {BeforeRotation}"));

    /// <summary>Replays the rotation too: only a negative control wants that.</summary>
    public Task RestoreFromAfterAsync()
    {
        world.Damage = "the server was recovered past the rotation";
        world.ExpectedRed = [RestoredPasswordVerification.NotLetIn, RestoredPasswordVerification.LetIn];
        return RestoreAsync(RecoveryTarget.Latest, TimingProfile.Quick);
    }

    public async ValueTask DisposeAsync()
    {
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }

        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        if (_logins is not null)
        {
            await BharatMartLogins.DropAsync(shop.Database, CancellationToken.None);
        }
    }

    private async Task RunAsync(string incident, Func<SecretRotationOptions, SecretRotationOptions> change)
    {
        var estate = await tenancies.EstateAsync();
        var tenancy = tenancies.Open(estate, session.Settings.RunId);
        var rotation = new SecretRotation(change(Options(tenancy)));
        world.Incident = Incident(incident);
        await drill.RunAsync(
            (_, _) => rotation,
            [new SteadyRequestsVerification(_load!, LeastRate, RequestsAfter), .. RotationVerifications.Of(rotation)]);
    }

    private async Task RestoreAsync(RecoveryTarget to, TimingProfile profile = TimingProfile.AsProduction)
    {
        var target = await session.TargetAsync(CancellationToken.None);
        await log.CloseAsync();
        world.Incident = Incident("the server is lost");
        await drill.RunAsync(
            (runId, work) => new PointInTimeRecovery(new PointInTimeRecoveryOptions
            {
                Source = new BackupFolderSource(world.Backups!.FullName),
                WalArchive = world.LogArchive!,
                Target = target,
                RunId = runId,
                WorkFolder = work,
                RecoveryTarget = to,
                TimingProfile = profile,
                Database = world.LiveDatabase,
            }),
            [new RestoredPasswordVerification(_before!.Replaced, _before.Wanted)]);
    }

    private SecretRotationOptions Options(OciTenancy tenancy) => new()
    {
        Tenancy = tenancy,
        SecretId = Secret.Id,
        Logins = _logins!,
        Pair = (BharatMartLogins.First, BharatMartLogins.Second),
        PickUpLimit = TimeSpan.FromMinutes(1),
        Quiet = TimeSpan.FromMilliseconds(500),
        LookEvery = TimeSpan.FromMilliseconds(50),
    };

    private static Incident Incident(string name) => new(name, IncidentKind.Declared, TimeProvider.System.GetUtcNow());

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
