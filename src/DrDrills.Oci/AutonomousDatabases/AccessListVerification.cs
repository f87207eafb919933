using System.Globalization;
using DrDrills.Verification;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Whether exactly the wanted addresses may connect to the recovered database.</summary>
/// <remarks>
/// A clone that is asked for without a list gets the list that its source has now, not the one of the moment cloned (OCI, "Notes for Cloning Autonomous
/// Database"); so the list is asked for, and read back.
/// </remarks>
public sealed class AccessListVerification : IVerification
{
    private readonly IReadOnlyList<string> _wanted;
    private readonly Func<CancellationToken, Task<IReadOnlyList<string>>> _read;

    /// <summary>Compares with a list.</summary>
    /// <param name="wanted">Addresses, CIDR blocks and VCNs; their order does not matter.</param>
    /// <param name="read">Reads the list in force; empty means that every address may connect.</param>
    public AccessListVerification(IReadOnlyList<string> wanted, Func<CancellationToken, Task<IReadOnlyList<string>>> read)
    {
        _wanted = wanted;
        _read = read;
    }

    internal AccessListVerification(IReadOnlyList<string> wanted, Func<CancellationToken, Task<AutonomousDatabase>> read)
        : this(wanted, async ct => (await read(ct).ConfigureAwait(false)).WhitelistedIps ?? [])
    {
    }

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("access-list");

    /// <inheritdoc/>
    public string Title => "Access list";

    /// <inheritdoc/>
    public string Proves => "Exactly the wanted addresses may connect to the recovered database: not silently those of its source today.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var found = await _read(cancellationToken).ConfigureAwait(false);
        var open = found.All(string.IsNullOrWhiteSpace)
            ? [Of("DRF531", "every address", "not admitted", "admitted: the list is empty", "Every address may connect to the recovered database.")]
            : Array.Empty<Finding>();
        var more = found.Where(entry => !string.IsNullOrWhiteSpace(entry)).Except(_wanted, StringComparer.OrdinalIgnoreCase)
            .Select(entry => Of("DRF531", entry, "not admitted", "admitted", "An address that nobody asked for may connect to the recovered database."));
        var fewer = open.Length > 0 ? [] : _wanted.Except(found, StringComparer.OrdinalIgnoreCase)
            .Select(entry => Of("DRF532", entry, "admitted", "not admitted", "An address that must connect to the recovered database may not."));
        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{found.Count} entries in force, {_wanted.Count} wanted"), [.. open, .. more, .. fewer]);
    }

    private static Finding Of(string code, string entry, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"access list entry {entry}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
