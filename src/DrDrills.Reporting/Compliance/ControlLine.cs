namespace DrDrills.Reporting.Compliance;

/// <summary>One control with the evidence beside it.</summary>
/// <param name="Framework">Its framework.</param>
/// <param name="Control">The clause.</param>
/// <param name="State">How evidence stands to it.</param>
/// <param name="Records">Records that support it, by id.</param>
/// <param name="Gaps">What is missing, one sentence each; empty where it is supported.</param>
public sealed record ControlLine(
    ControlFramework Framework, Control Control, ControlState State, IReadOnlyList<string> Records, IReadOnlyList<string> Gaps)
{
    /// <summary>As tags and records write it: <c>ISO27001:A.8.13</c>.</summary>
    public string Id => $"{Framework.Id}:{Control.Id}";
}
