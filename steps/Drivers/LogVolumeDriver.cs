using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Verification;
using OciSimulator.Faults;

namespace DrDrills.Steps.Drivers;

/// <summary>The scenario's own log volume: what happens to it, and how its logs are got back.</summary>
public sealed class LogVolumeDriver(DrillWorld world, TenancyDriver tenancies, DrillDriver drills)
{
    private BharatMartEstate? _estate;
    private LogVolume? _logs;
    private string _wanted = LogVolume.RecentLog;

    private BharatMartEstate Estate => _estate ?? throw NotPrepared();

    private LogVolume Logs => _logs ?? throw NotPrepared();

    private DateTimeOffset Now => Estate.Tenancy.Clock.GetUtcNow();

    public async Task PrepareAsync()
    {
        _estate = await tenancies.EstateAsync();
        _logs = await LogVolume.CreateAsync(_estate, CancellationToken.None);
    }

    public Task CloneAsync() => Logs.CloneAsync(Now, CancellationToken.None);

    public async Task CutShortAsync()
    {
        await Logs.BackUpCutShortAsync(LogVolume.OldLog, Now, CancellationToken.None);
        Expect("an old log was cut short in the newest backup", FilesVerification.WrongSize);
    }

    public Task FaultyVolumeAsync()
    {
        Estate.Tenancy.Faults.Add(new Fault("CreateVolume", FaultKind.FinalState));
        world.DamagedSubject = "volume 'drdrills-";
        Expect("the volume made of the backup comes up FAULTY", ExpectedFinding.FaultyVolume);
        return Task.CompletedTask;
    }

    public Task DeleteRecentAsync() => DeleteAsync(LogVolume.RecentLog);

    public Task DeleteOldAsync() => DeleteAsync(LogVolume.OldLog);

    /// <summary>The backup that is newest when the logs are missed is no use: they were gone when it was taken.</summary>
    public async Task DeleteRecentAndBackUpAsync()
    {
        await DeleteRecentAsync();
        await Logs.BackUpAsync(incremental: true, Now, CancellationToken.None);
    }

    public async Task DeleteTodaysAsync()
    {
        await DeleteAsync(await Logs.WriteTodaysAsync(CancellationToken.None));
        Expect("nothing: the log was written after the newest backup", FilesVerification.NotInBackup);
    }

    public async Task RecoverAsync(VolumeSourceKind source)
    {
        var host = await DrillHost.OfAsync(Estate);
        await drills.RunAsync(
            (runId, work) => new VolumeRecovery(new VolumeRecoveryOptions
            {
                Tenancy = tenancies.Open(Estate, runId),
                VolumeId = Logs.Volume.Id,
                SourceCompartmentId = Estate.Production.Id,
                CompartmentId = Estate.Drills.Id,
                HostInstanceId = host.In(Estate.Mumbai.Name),
                Source = source,
                Wanted = [_wanted],
                FileManifests = Logs.FileManifests,
                WorkFolder = work,
            }),
            [new FilesVerification([_wanted])]);
    }

    private async Task DeleteAsync(string path)
    {
        _wanted = path;
        world.Incident = new Incident("logs were deleted from their volume", IncidentKind.Injected, Now);
        await Logs.DeleteAsync([path], CancellationToken.None);
    }

    private void Expect(string damage, string code)
    {
        world.Damage = damage;
        world.ExpectedRed = [code];
    }

    private static InvalidOperationException NotPrepared() => new("the scenario does not say that the log volume is backed up");
}
