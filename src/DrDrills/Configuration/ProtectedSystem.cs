using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Configuration;

/// <summary>One system of <c>drdrills.json</c> whose recovery is promised.</summary>
/// <param name="Name">What drills and records call it.</param>
/// <param name="Owner">Who answers for it, or null.</param>
/// <param name="Criticality">How critical it is, in the owner's words, or null.</param>
/// <param name="Connection">Where the connection string of the live database comes from, or null.</param>
/// <param name="Backups">Folder with its backups, or null.</param>
/// <param name="Objectives">What it is held to.</param>
/// <param name="Retention">What is promised to be kept, or null.</param>
/// <param name="Oci">What it has on OCI, or null.</param>
/// <param name="Supabase">The hosted Supabase project that it is, or null.</param>
public sealed record ProtectedSystem(
    string Name,
    string? Owner,
    string? Criticality,
    SecretReference? Connection,
    string? Backups,
    DrillObjectives Objectives,
    RetentionPromise? Retention,
    OciSources? Oci = null,
    SupabaseProject? Supabase = null)
{
    /// <value>Questions of the owner's own to every restored copy of it. Default: none.</value>
    public IReadOnlyList<SqlCheck> Checks { get; init; } = [];
}
