namespace DrDrills.Evidence;

/// <summary>A compliance clause that evidence serves, such as <c>ISO27001:A.8.13</c>.</summary>
/// <param name="Value">Framework and clause, joined by a colon.</param>
public readonly record struct ControlId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
