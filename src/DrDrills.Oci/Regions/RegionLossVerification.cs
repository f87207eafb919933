using System.Globalization;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Regions;

/// <summary>What of a system is lost with a region: by name, from an inventory that was taken while the region still answered.</summary>
/// <param name="before">What held data.</param>
/// <param name="takenAt">When that was listed, UTC.</param>
/// <param name="lost">Name of the lost region.</param>
/// <param name="second">Name of the region that is left.</param>
/// <param name="promised">Names of what is promised to survive; only their loss fails the drill, every other is a note.</param>
public sealed class RegionLossVerification(
    IReadOnlyList<AuditedResource> before, DateTimeOffset takenAt, string lost, string second, IReadOnlyCollection<string> promised) : IVerification
{
    /// <summary>Code of what is lost although it was promised to survive.</summary>
    public const string LostPromised = "DRF518";

    /// <summary>Code of what is lost and nobody promised.</summary>
    public const string Lost = "DRF519";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("region-loss");

    /// <inheritdoc/>
    public string Title => "Loss of the region";

    /// <inheritdoc/>
    public string Proves => "What is promised to survive the loss of the region has a copy in the second one; whatever has none is named.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Fetched;

    /// <inheritdoc/>
    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var there = before.Where(resource => resource.Region == lost).ToList();
        if (there.Count == 0)
        {
            return Task.FromResult(VerificationAnswer.CouldNotAsk($"the inventory names nothing in {lost}"));
        }

        var unnamed = promised.Where(name => there.All(resource => resource.Name != name));
        return Task.FromResult(VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{there.Count} resources in {lost}, as of {takenAt:yyyy-MM-dd HH:mm} UTC"),
            [
                .. unnamed.Select(name => Finding(LostPromised, $"'{name}'", "a resource of that name", "none in the inventory", "What is promised to survive is not there.")),
                .. there.Where(resource => !Survives(resource)).OrderBy(resource => resource.Title, StringComparer.Ordinal).Select(LossOf),
            ]));
    }

    private bool Survives(AuditedResource resource) =>
        resource.ReplicaRegions.Contains(second) || resource.Usable(elsewhere: true).Any(backup => backup.Region == second);

    private Finding LossOf(AuditedResource resource)
    {
        var kept = resource.Usable();
        var observed = kept.Count == 0
            ? "no backup at all"
            : string.Create(CultureInfo.InvariantCulture, $"{kept.Count} backups or objects in {lost} only, the newest '{kept[0].Id}'");
        var named = promised.Contains(resource.Name);
        return Finding(
            named ? LostPromised : Lost,
            resource.Title,
            $"a replica or a copy in {second}",
            observed,
            $"It existed only in {lost} and is lost with it.") with
        {
            Severity = named ? FindingSeverity.Error : FindingSeverity.Note,
        };
    }

    private static Finding Finding(string code, string subject, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = subject,
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
