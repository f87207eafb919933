using System.Diagnostics;
using System.Security.Cryptography;

namespace DrDrills.Credentials;

/// <summary>A password or another secret; it shows itself in no text, log or debugger, only where it is asked for by name.</summary>
[DebuggerDisplay("(secret)")]
public sealed class SecretText
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly string _value;

    /// <summary>Takes the secret.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public SecretText(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>A new password: 40 letters and digits, some 230 bits.</summary>
    public static SecretText NewPassword() => new(RandomNumberGenerator.GetString(Letters, 40));

    /// <summary>The secret itself; for the one call that needs it.</summary>
    public string Reveal() => _value;

    /// <summary>Whether it is the same secret; takes equally long for every other of that length.</summary>
    public bool Is(SecretText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(_value), System.Text.Encoding.UTF8.GetBytes(other._value));
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => "(secret)";
}
