using BharatMart.Estate;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.Steps.Drivers;
using NUnit.Framework;

namespace DrDrills.Steps.Hooks;

/// <summary>What all scenarios of one run share: the settings, the target, BharatMart's live server.</summary>
public sealed class RunSession : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private IPostgresTarget? _target;
    private LiveShop? _shop;
    private BharatMartEstate? _estate;
    private bool _nowhere;

    private RunSession(RunSettings settings) => Settings = settings;

    /// <summary>The one session of this process; the test runner gives us nothing else that outlives a scenario.</summary>
    public static RunSession Current { get; } = new(RunSettings.Current);

    public RunSettings Settings { get; }

    /// <summary>Where servers come from, chosen once; what was chosen and why is printed.</summary>
    public async Task<IPostgresTarget> TargetAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return _target ??= _nowhere ? throw SaidBefore() : await PostgresTargets.SelectAsync(
                new PostgresTargetOptions { Kind = Settings.Target }, TestContext.Progress.WriteLine, cancellationToken);
        }
        catch (EngineUnavailableException)
        {
            _nowhere = true;
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The live shop, started with the first scenario that needs it.</summary>
    public async Task<LiveShop> ShopAsync(CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return _shop ??= await LiveShop.OpenAsync(target, Settings, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>BharatMart as it stands on OCI, on local regions; laid out with the first scenario that needs it.</summary>
    public async Task<BharatMartEstate> EstateAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return _estate ??= Settings.Provider is not null ? throw NotOnTenancy() : await BharatMartEstate.OpenAsync(
                new BharatMartEstateOptions { RunId = Settings.RunId, Scale = Settings.Scale }, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Kind of the target, or null where no scenario needed one.</summary>
    public string? TargetName => _target?.Kind.ToString().ToLowerInvariant();

    /// <summary>Version of the live server, or null where none was started.</summary>
    public string? EngineVersion => _shop?.Server.Description.EngineVersion;

    public async ValueTask DisposeAsync()
    {
        if (_estate is not null)
        {
            await _estate.DisposeAsync();
        }

        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        _oneAtATime.Dispose();
    }

    private static DrillInconclusiveException NotOnTenancy() => new(
        "this scenario injures what it recovers, so it runs on local regions only; --environment oci runs the scenarios tagged @provider");

    private static EngineUnavailableException SaidBefore() => new(
        "DR3112",
        "this run",
        "There is still nothing to restore into; the first scenario of this run says what is missing.",
        "follow its hint, then run again.");
}
