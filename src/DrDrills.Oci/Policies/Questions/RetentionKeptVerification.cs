using System.Globalization;
using DrDrills.Objectives;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether backups are kept as long as promised: by their policy, by their expiry, and by being there, without a gap.</summary>
public sealed class RetentionKeptVerification(PolicyAudit audit) : InventoryQuestion(audit)
{
    /// <summary>Code of a policy, an expiry or a gap that breaks the promise.</summary>
    public const string NotKept = "DRF552";

    /// <inheritdoc/>
    public override VerificationId Id { get; } = VerificationId.Parse("retention-kept");

    /// <inheritdoc/>
    public override string Title => "Retention kept";

    /// <inheritdoc/>
    public override string Proves => "Backups are kept as long as promised, and every day of that time has one.";

    /// <inheritdoc/>
    internal override VerificationAnswer Ask(SystemInventory inventory)
    {
        var held = inventory.Resources.Where(resource => resource.Policy is not null && resource.Kept(Promises) is not null).ToList();
        return Looked(held, "resources with a promised retention", [.. held.SelectMany(resource => Of(resource, inventory.TakenAt))]);
    }

    private IEnumerable<Finding> Of(AuditedResource resource, DateTimeOffset now)
    {
        var promised = resource.Kept(Promises)!.Value;
        if (resource.PolicyKeeps < promised)
        {
            yield return Wrong(
                NotKept, resource.Title, $"a policy that keeps {DurationText.Format(promised)}",
                $"'{resource.Policy}' keeps {DurationText.Format(resource.PolicyKeeps.Value)}", "Its policy removes backups before the promised time.");
        }

        var early = resource.Usable().Where(backup => backup.ExpiresAt - backup.At < promised - Promises.Freshness).ToList();
        if (early is [.., var first])
        {
            yield return Wrong(
                NotKept, resource.Title, $"no backup that expires before {DurationText.Format(promised)}",
                $"{early.Count} do, the first on {Day(first.ExpiresAt!.Value)}", "Backups expire before the promised time.");
        }

        foreach (var (begin, end) in Gaps(resource, now - promised, now))
        {
            yield return Wrong(
                NotKept, resource.Title, $"a usable backup every {DurationText.Format(Promises.Freshness)} for {DurationText.Format(promised)}",
                $"none from {Day(begin)} to {Day(end)}", "There is a time in the promised retention that nothing can be restored from.");
        }
    }

    /// <summary>Times without a backup since the promise began to hold: the resource's creation, or the oldest day that is promised.</summary>
    private IEnumerable<(DateTimeOffset Begin, DateTimeOffset End)> Gaps(AuditedResource resource, DateTimeOffset oldest, DateTimeOffset now)
    {
        var begin = resource.CreatedAt > oldest ? resource.CreatedAt : oldest;
        foreach (var backup in resource.Usable().Where(backup => backup.At > begin && backup.At <= now).OrderBy(backup => backup.At))
        {
            if (backup.At - begin > Promises.Freshness)
            {
                yield return (begin, backup.At);
            }

            begin = backup.At;
        }

        // What is missing up to now is a question of age, and asked there.
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
