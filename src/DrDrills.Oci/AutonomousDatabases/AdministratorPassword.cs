using System.Security.Cryptography;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Passwords for ADMIN of a clone: lives as long as the clone, is written down nowhere.</summary>
internal static class AdministratorPassword
{
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <summary>24 characters with what the service demands: upper and lower case, digits, no quotes, not the word admin.</summary>
    public static string New()
    {
        var drawn = RandomNumberGenerator.GetString(Upper + Digits, 20);
        return RandomNumberGenerator.GetString(Upper, 1) + RandomNumberGenerator.GetString(Lower, 1) + RandomNumberGenerator.GetString(Digits, 2) + drawn;
    }
}
