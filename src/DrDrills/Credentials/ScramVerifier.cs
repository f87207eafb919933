using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DrDrills.Credentials;

/// <summary>What PostgreSQL stores of a password, computed here so that the password itself reaches neither a statement nor the server's log.</summary>
/// <remarks>SCRAM-SHA-256: RFC 5802 and RFC 7677; the form is that of <c>pg_authid.rolpassword</c> (PostgreSQL 15, chapter 53.8).</remarks>
public static class ScramVerifier
{
    private const int Iterations = 4096;

    /// <summary>A verifier with a new salt.</summary>
    /// <exception cref="ArgumentException">The password has other than printable ASCII characters, which would need SASLprep.</exception>
    public static string Of(SecretText password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var text = password.Reveal();
        if (text.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("The password must be printable ASCII.", nameof(password));
        }

        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(text), salt, Iterations, HashAlgorithmName.SHA256, outputLength: 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }
}
