using DrDrills.Objectives;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether everything could be recovered if the region of the systems were lost.</summary>
public sealed class SecondRegionVerification(PolicyAudit audit) : InventoryQuestion(audit)
{
    /// <summary>Code of a resource that exists in one region only.</summary>
    public const string OneRegionOnly = "DRF553";

    /// <inheritdoc/>
    public override VerificationId Id { get; } = VerificationId.Parse("second-region");

    /// <inheritdoc/>
    public override string Title => "Copies in a second region";

    /// <inheritdoc/>
    public override string Proves => "Everything that holds data has a replica, or a copy of a backup that is new enough, in the second region.";

    /// <inheritdoc/>
    internal override VerificationAnswer Ask(SystemInventory inventory)
    {
        if (SecondRegion is not { } second)
        {
            return VerificationAnswer.CouldNotAsk("no second region is configured");
        }

        var findings = new List<Finding>();
        foreach (var resource in inventory.Resources.Where(resource => !resource.ReplicaRegions.Contains(second)))
        {
            // A copy is made after its backup, so it may be as much older again.
            var limit = resource.Freshness(Promises) * 2;
            var newest = resource.Usable(elsewhere: true).FirstOrDefault(backup => backup.Region == second);
            if (newest is null || inventory.TakenAt - newest.At > limit)
            {
                findings.Add(Wrong(
                    OneRegionOnly,
                    resource.Title,
                    $"a replica in {second}, or a copy there of at most {DurationText.Format(limit)}",
                    newest is null ? "neither" : $"the newest copy is of {newest.At:yyyy-MM-dd HH:mm} UTC",
                    $"If {resource.Region} is lost, it is lost."));
            }
        }

        return Looked(inventory.Resources, $"resources, copies in {second}", findings);
    }
}
