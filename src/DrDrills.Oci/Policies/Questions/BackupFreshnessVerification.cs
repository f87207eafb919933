using DrDrills.Objectives;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether backups are still being made: a policy that is there and makes nothing is the commonest way to lose data.</summary>
public sealed class BackupFreshnessVerification(PolicyAudit audit) : InventoryQuestion(audit)
{
    /// <summary>Code of a newest backup that is too old, or of none.</summary>
    public const string Stale = "DRF551";

    /// <inheritdoc/>
    public override VerificationId Id { get; } = VerificationId.Parse("backup-age");

    /// <inheritdoc/>
    public override string Title => "Age of the newest backup";

    /// <inheritdoc/>
    public override string Proves => "Everything that holds data has a usable backup that is new enough.";

    /// <inheritdoc/>
    internal override VerificationAnswer Ask(SystemInventory inventory)
    {
        var findings = new List<Finding>();
        foreach (var resource in inventory.Resources)
        {
            var limit = resource.Freshness(Promises);
            var newest = resource.Usable() is [var first, ..] ? first : null;
            var age = inventory.TakenAt - (newest?.At ?? resource.CreatedAt);
            if (age > limit)
            {
                findings.Add(Wrong(
                    Stale,
                    resource.Title,
                    $"a usable backup of at most {DurationText.Format(limit)}",
                    newest is null ? "none at all" : $"the newest is {DurationText.Format(WholeMinutes(age))} old, {newest.Id}",
                    "Its policy makes no usable backups any more."));
            }
        }

        return Looked(inventory.Resources, "resources", findings);
    }

    private static TimeSpan WholeMinutes(TimeSpan time) => TimeSpan.FromMinutes(Math.Floor(time.TotalMinutes));
}
