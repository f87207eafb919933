namespace DrDrills.Verification;

/// <summary>One discrepancy: we looked and it is wrong. Carries names, counts and hashes, never data values.</summary>
public sealed record Finding
{
    /// <value>Stable code such as <c>DRF201</c>; never reused.</value>
    public required string Code { get; init; }

    /// <value>The exact object: <c>table catalog.products</c>, <c>index catalog.products_sku_key</c>, <c>file toc.dat</c>.</value>
    public required string Subject { get; init; }

    /// <value>What was expected, with its unit; a count, a hash or a name.</value>
    public required string Expected { get; init; }

    /// <value>What was observed, in the same form as <see cref="Expected"/>.</value>
    public required string Observed { get; init; }

    /// <value>One sentence for people: what this discrepancy means.</value>
    public required string Statement { get; init; }

    /// <value>Default: <see cref="FindingSeverity.Error"/>.</value>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>One line: code, subject, statement, expected and observed.</summary>
    public override string ToString() => $"{Code} {Subject}: {Statement} Expected {Expected}; observed {Observed}.";
}
