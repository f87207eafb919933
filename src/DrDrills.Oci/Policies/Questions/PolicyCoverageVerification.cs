using System.Globalization;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether everything that holds data is backed up by a policy: not most of it, everything.</summary>
public sealed class PolicyCoverageVerification(PolicyAudit audit) : InventoryQuestion(audit)
{
    /// <summary>Code of a resource without a policy.</summary>
    public const string Uncovered = "DRF550";

    /// <inheritdoc/>
    public override VerificationId Id { get; } = VerificationId.Parse("policy-coverage");

    /// <inheritdoc/>
    public override string Title => "Policy coverage";

    /// <inheritdoc/>
    public override string Proves => "Every volume, database and bucket of the system is backed up or protected by a policy.";

    /// <inheritdoc/>
    internal override VerificationAnswer Ask(SystemInventory inventory)
    {
        var uncovered = inventory.Resources.Where(resource => resource.Policy is null).ToList();
        var covered = inventory.Resources.Count - uncovered.Count;
        var share = inventory.Resources.Count == 0 ? 0 : 100.0 * covered / inventory.Resources.Count;
        return Looked(
            inventory.Resources,
            string.Create(CultureInfo.InvariantCulture, $"resources, {covered} covered ({Math.Floor(share):0} %)"),
            [
                .. uncovered.Select(resource => Wrong(
                    Uncovered,
                    resource.Title,
                    resource.Kind == AuditedKind.Bucket ? "a retention rule, or versioning" : "a backup policy",
                    "none",
                    "Nothing backs it up or keeps it from being deleted: what is lost there is lost.")),
            ]);
    }
}
