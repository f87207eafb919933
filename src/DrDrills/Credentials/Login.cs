namespace DrDrills.Credentials;

/// <summary>What somebody logs in with.</summary>
/// <param name="Username">The name.</param>
/// <param name="Password">The password.</param>
public sealed record Login(string Username, SecretText Password);
