using DrDrills.Credentials;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>Whose wrapping is undone.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="Key">What it is opened with, or null.</param>
internal sealed record WrappedScene(string Backup, SecretText? Key);
