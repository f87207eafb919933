using DrDrills.Objectives;

namespace DrDrills.Cli.Configuration;

/// <summary>One system of <c>drdrills.json</c> whose recovery is promised.</summary>
/// <param name="Name">What drills and records call it.</param>
/// <param name="Owner">Who answers for it, or null.</param>
/// <param name="Criticality">How critical it is, in the owner's words, or null.</param>
/// <param name="Connection">Where the connection string of the live database comes from, or null.</param>
/// <param name="Backups">Folder with its backups, or null.</param>
/// <param name="Objectives">What it is held to.</param>
/// <param name="Retention">What is promised to be kept, or null.</param>
internal sealed record ProtectedSystem(
    string Name,
    string? Owner,
    string? Criticality,
    SecretReference? Connection,
    string? Backups,
    DrillObjectives Objectives,
    RetentionPromise? Retention);
