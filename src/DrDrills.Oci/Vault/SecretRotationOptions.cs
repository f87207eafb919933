using DrDrills.Credentials;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.Vault;

/// <summary>Which login is rotated, and how far.</summary>
public sealed record SecretRotationOptions
{
    /// <value>As whom, and where.</value>
    public required OciTenancy Tenancy { get; init; }

    /// <value>OCID of the secret that holds the current login, in a compartment that drills may write to.</value>
    public required string SecretId { get; init; }

    /// <value>The system that the logins belong to.</value>
    public required ILogins Logins { get; init; }

    /// <value>The application's two logins: one is current, the other is idle and gets the new password.</value>
    public required (string First, string Second) Pair { get; init; }

    /// <value>Where to: a new password, or back to the one before. Default: a new one.</value>
    public RotationTarget To { get; init; } = RotationTarget.NewVersion;

    /// <value>Whether the replaced version stays PREVIOUS, to roll back to; else it is DEPRECATED at the end. Default: false.</value>
    public bool KeepPrevious { get; init; }

    /// <value>The longest that the application may take to use the new login. Default: 5 minutes.</value>
    public TimeSpan PickUpLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <value>How long the replaced login must be without a session before it is revoked. Default: 2 seconds.</value>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(2);

    /// <value>Pause between two looks at the sessions. Default: 250 ms.</value>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);
}
