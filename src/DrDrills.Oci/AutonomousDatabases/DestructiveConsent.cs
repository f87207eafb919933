using DrDrills.Errors;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>What somebody has to say before a database itself is changed: which one, by its name, and that it may be.</summary>
/// <remarks>There is no default: without both, nothing is changed.</remarks>
/// <param name="ConfirmedName">Display name of the database, as the person who confirms typed it.</param>
/// <param name="AllowedDatabases">OCIDs of the databases that may be changed at all, from the configuration.</param>
public sealed record DestructiveConsent(string? ConfirmedName, IReadOnlyList<string> AllowedDatabases)
{
    /// <summary>Nothing may be changed.</summary>
    public static DestructiveConsent None { get; } = new(null, []);

    /// <summary>Refuses, unless the database is on the list and was named.</summary>
    /// <param name="database">As the service describes it.</param>
    /// <param name="what">What would happen to it: "restored in place".</param>
    internal void Require(AutonomousDatabase database, string what)
    {
        if (!AllowedDatabases.Contains(database.Id, StringComparer.Ordinal))
        {
            throw new TargetRefusedException(
                "DR4306",
                DatabaseCalls.Name(database.Id),
                $"{DatabaseCalls.Name(database.Id)} is not {what}: it is not among the {AllowedDatabases.Count} databases on the allow list.",
                "clone it instead; or put its OCID on the allow list, once everybody who uses it knows.");
        }

        if (ConfirmedName != database.DisplayName)
        {
            throw new TargetRefusedException(
                "DR4307",
                DatabaseCalls.Name(database.Id),
                $"{DatabaseCalls.Name(database.Id)} is not {what}: that was {(ConfirmedName is null ? "not confirmed" : $"confirmed for '{ConfirmedName}'")}, "
                + $"expected its own name '{database.DisplayName}'.",
                "confirm by the database's display name: everything it holds now is replaced.");
        }
    }
}
