namespace DrDrills.Reporting.Compliance;

/// <summary>One framework.</summary>
/// <param name="Id">As tags and records write it: <c>ISO27001</c>.</param>
/// <param name="Title">As people write it.</param>
/// <param name="Controls">Its clauses that drills speak to.</param>
public sealed record ControlFramework(string Id, string Title, IReadOnlyList<Control> Controls);
