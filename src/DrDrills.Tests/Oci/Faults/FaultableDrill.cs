using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>An OCI drill that can be run again and again on one estate, each time under another fault.</summary>
/// <remarks>One class a drill; it is listed in <see cref="FaultScheduleTests"/>.</remarks>
internal abstract class FaultableDrill
{
    /// <value>For messages.</value>
    public abstract string Name { get; }

    /// <value>As whom it asks: a profile of the estate's configuration file.</value>
    public virtual string Profile => "DRDRILLS";

    /// <value>Whether it needs an estate without what other drills left in it.</value>
    public virtual bool OwnEstate => false;

    /// <summary>Lays out what the drill recovers from; called once, without faults.</summary>
    public abstract Task PrepareAsync(BharatMartEstate estate);

    /// <summary>Puts back what a run may have changed; called before every run, without faults.</summary>
    public virtual Task RenewAsync() => Task.CompletedTask;

    /// <summary>Looks after a run, without faults, whether what was there before it still works.</summary>
    /// <returns>What does not, or null.</returns>
    public virtual Task<string?> BrokenAsync(OciTenancy tenancy) => Task.FromResult<string?>(null);

    /// <summary>Makes the recovery of one run.</summary>
    public abstract FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work);
}

/// <summary>One run's recovery and what is asked of it.</summary>
internal sealed record FaultableRecovery(Incident Incident, IRecovery Recovery, IReadOnlyList<IVerification> Verifications);
