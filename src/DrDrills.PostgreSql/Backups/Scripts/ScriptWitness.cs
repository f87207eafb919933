using DrDrills.Drills;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>What a script said of itself while it was restored.</summary>
/// <param name="Tables">Every table with its rows.</param>
/// <param name="Spared">What it was restored without.</param>
internal sealed record ScriptWitness(IReadOnlyList<ScriptTable> Tables, SpareExtensions Spared) : RestoreWitness;
