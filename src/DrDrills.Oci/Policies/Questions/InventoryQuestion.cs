using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>A question put to the inventory of an audit.</summary>
public abstract class InventoryQuestion : IVerification
{
    private readonly PolicyAudit _audit;

    private protected InventoryQuestion(PolicyAudit audit) => _audit = audit;

    /// <inheritdoc/>
    public abstract VerificationId Id { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Proves { get; }

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    private protected Configuration.OciPromises Promises => _audit.Sources.Promises;

    /// <summary>Where copies must be kept: the second region.</summary>
    private protected string? SecondRegion => _audit.Tenancy.Regions.ElementAtOrDefault(1)?.Name;

    /// <inheritdoc/>
    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken) =>
        Task.FromResult(_audit.Inventory is { } inventory
            ? Ask(inventory)
            : VerificationAnswer.CouldNotAsk("no inventory was taken"));

    /// <summary>Asks it of what was listed.</summary>
    internal abstract VerificationAnswer Ask(SystemInventory inventory);

    /// <summary>Nothing listed means that the compartments are wrong or hidden: an audit of nothing proves nothing.</summary>
    private protected static VerificationAnswer Looked<T>(IReadOnlyCollection<T> asked, string what, IReadOnlyList<Finding> findings) =>
        asked.Count == 0 ? VerificationAnswer.CouldNotAsk($"there are no {what} in the system's compartments") : VerificationAnswer.Looked($"{asked.Count} {what}", findings);

    private protected static Finding Wrong(string code, string subject, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = subject,
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
