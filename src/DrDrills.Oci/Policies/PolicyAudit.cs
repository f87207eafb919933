using DrDrills.Configuration;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Oci.Policies.Questions;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies;

/// <summary>One audit of how a system is backed up, encrypted and kept secret: the questions, and what they are asked of.</summary>
/// <param name="tenancy">As whom, and where: the drill's own identity, for one question is what that may not do.</param>
/// <param name="sources">What the system has there, and what is promised of it.</param>
/// <param name="clock">The time that ages are counted to.</param>
public sealed class PolicyAudit(OciTenancy tenancy, OciSources sources, TimeProvider clock)
{
    /// <summary>As whom, and where.</summary>
    public OciTenancy Tenancy => tenancy;

    /// <summary>What the system has there, and what is promised of it.</summary>
    public OciSources Sources => sources;

    /// <summary>What was listed; null before <see cref="TakeInventoryAsync"/>.</summary>
    public SystemInventory? Inventory { get; private set; }

    /// <summary>Every question, in the order in which they are asked; questions about nothing (no region for copies, no repository) are left out.</summary>
    public IReadOnlyList<IVerification> Questions =>
    [
        new PolicyCoverageVerification(this),
        new BackupFreshnessVerification(this),
        new RetentionKeptVerification(this),
        new SecondRegionVerification(this),
        new EncryptionKeysVerification(this),
        new SecretAgeVerification(this),
        .. sources.Repositories.Count == 0 ? Array.Empty<IVerification>() : [new CredentialsInFilesVerification(sources)],
        new LeastPrivilegeVerification(tenancy, sources),
    ];

    /// <summary>Lists what the system has.</summary>
    /// <exception cref="Errors.CloudCallFailedException">A list was refused or not answered.</exception>
    public async Task<SystemInventory> TakeInventoryAsync(CancellationToken cancellationToken) =>
        Inventory = await new InventoryReader(tenancy, clock).ReadAsync(sources, cancellationToken).ConfigureAwait(false);
}
