using DrDrills.Credentials;

namespace DrDrills.PostgreSql.Backups;

/// <summary>What a caller knows of a place with backups beyond its path.</summary>
public sealed record BackupSourceOptions
{
    /// <summary>Nothing.</summary>
    public static BackupSourceOptions None { get; } = new();

    /// <value>The manifest of the one backup there, where it is not beside it; or null.</value>
    public string? Manifest { get; init; }

    /// <value>What an encrypted backup is opened with (a private key or a passphrase), or null.</value>
    public SecretText? Key { get; init; }

    /// <value>Which of several systems in one repository: a stanza, a server's name; or null where there is only one.</value>
    public string? Stanza { get; init; }
}
