using System.Security.Cryptography;

namespace DrDrills.Tests.OciSimulator;

/// <summary>Keys are costly to make; tests that only need one that fits share these.</summary>
internal static class TestKeys
{
    /// <summary>The key of users.</summary>
    public static RSA OfUsers { get; } = RSA.Create(2048);

    /// <summary>Another, of nobody or of a session.</summary>
    public static RSA Other { get; } = RSA.Create(2048);
}
