using DrDrills.Credentials;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>Whose wrapping is undone.</summary>
/// <param name="Backup">Its name.</param>
/// <param name="Key">What it is opened with, or null.</param>
internal sealed record WrappedScene(string Backup, SecretText? Key)
{
    /// <value>What it is: a backup, or a piece of one.</value>
    public string Noun { get; init; } = "backup";

    /// <summary>Its name inside a sentence.</summary>
    public string Named => $"{Noun} '{Backup}'";

    /// <summary>Its name at the beginning of a sentence.</summary>
    public string Begins => char.ToUpperInvariant(Noun[0]) + Named[1..];
}
