using System.Globalization;
using System.Security.Cryptography;

namespace DrDrills.Drills;

/// <summary>Names of runs: when, and a random part, short enough for a container's name and a socket's path.</summary>
public static class RunIds
{
    /// <summary>A name never used before: <c>20260801-030000-9f3a61</c> (UTC).</summary>
    public static string New(TimeProvider clock) =>
        clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture)
        + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
}
