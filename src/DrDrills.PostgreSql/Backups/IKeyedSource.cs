using DrDrills.Backups;
using DrDrills.Credentials;

namespace DrDrills.PostgreSql.Backups;

/// <summary>A place that knows what its encrypted backups are opened with. They are brought as they lie, and opened while they are unpacked.</summary>
internal interface IKeyedSource : IBackupSource
{
    /// <summary>A private key or a passphrase, or null.</summary>
    SecretText? Key { get; }
}
