using DrDrills.Configuration;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Lists what a system has in its compartments. Changes nothing.</summary>
/// <param name="tenancy">As whom, and where.</param>
/// <param name="clock">The time that ages are counted to: the tenancy's.</param>
public sealed class InventoryReader(OciTenancy tenancy, TimeProvider clock)
{
    /// <summary>Lists everything, in every region.</summary>
    /// <exception cref="Errors.CloudCallFailedException">A list was refused or not answered.</exception>
    public async Task<SystemInventory> ReadAsync(OciSources sources, CancellationToken cancellationToken)
    {
        var keys = new List<AuditedKey>();
        var secrets = new List<AuditedSecret>();
        foreach (var compartment in sources.Compartments)
        {
            keys.AddRange(await new VaultLists(tenancy, compartment).KeysAsync(cancellationToken).ConfigureAwait(false));
            secrets.AddRange(await new VaultLists(tenancy, compartment).SecretsAsync(cancellationToken).ConfigureAwait(false));
        }

        var resources = await ResourcesAsync(sources, Enum.GetValues<AuditedKind>(), cancellationToken).ConfigureAwait(false);
        return new SystemInventory(clock.GetUtcNow(), resources, keys, secrets);
    }

    /// <summary>Lists what holds data, in every region.</summary>
    /// <param name="sources">The compartments.</param>
    /// <param name="kinds">Only these; their lists alone are asked for.</param>
    /// <param name="cancellationToken">Ends the lists.</param>
    /// <exception cref="Errors.CloudCallFailedException">A list was refused or not answered.</exception>
    public async Task<IReadOnlyList<AuditedResource>> ResourcesAsync(
        OciSources sources, IReadOnlyCollection<AuditedKind> kinds, CancellationToken cancellationToken)
    {
        var resources = new List<AuditedResource>();
        foreach (var compartment in sources.Compartments)
        {
            foreach (var kind in kinds)
            {
                resources.AddRange(await (kind switch
                {
                    AuditedKind.Volume => new VolumeLists(tenancy, compartment).ReadAsync(cancellationToken),
                    AuditedKind.BootVolume => new BootVolumeLists(tenancy, compartment).ReadAsync(cancellationToken),
                    AuditedKind.Database => new DatabaseLists(tenancy, compartment).ReadAsync(cancellationToken),
                    _ => new BucketLists(tenancy, compartment).ReadAsync(cancellationToken),
                }).ConfigureAwait(false));
            }
        }

        return resources;
    }
}
