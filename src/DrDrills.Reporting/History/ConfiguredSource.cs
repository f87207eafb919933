namespace DrDrills.Reporting.History;

/// <summary>A backup source that ought to be drilled.</summary>
/// <param name="System">Whose backups.</param>
/// <param name="Name">For people.</param>
/// <param name="IsOf">Whether a history's source is this one.</param>
public sealed record ConfiguredSource(string System, string Name, Func<string, bool> IsOf);
