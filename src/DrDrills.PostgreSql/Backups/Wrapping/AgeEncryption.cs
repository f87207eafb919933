using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>age, armoured or not, opened with an identity; a passphrase it takes from a terminal only, which there is none here.</summary>
internal sealed class AgeEncryption : IProgramWrapping
{
    private const string Marker = "AGE-SECRET-KEY-";

    public string Name => "age";

    public bool IsEncryption => true;

    public (string Program, string Package) Program => ("age", "age");

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("age-encryption.org/v1\n"u8) || head.StartsWith("-----BEGIN AGE ENCRYPTED FILE-----"u8);

    public async Task<Stream> UnwrapAsync(Stream wrapped, WrappedScene scene, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        var key = scene.Key ?? throw EncryptionFailure.NoKey(scene, Name);
        if (head.Span.StartsWith("age-encryption.org/v1\n-> scrypt "u8))
        {
            throw new EngineUnavailableException(
                "DR3146",
                scene.Backup,
                $"{scene.Begins} is encrypted with age under a passphrase, which age takes from a terminal only.",
                "decrypt it yourself, or encrypt backups to a recipient's key: age -r; nothing is said about the backup.");
        }

        if (!key.Reveal().Contains(Marker, StringComparison.Ordinal) && !key.Reveal().Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw EncryptionFailure.NoSuchKey(scene, Name, $"an identity, a line that begins with {Marker}, or an SSH private key");
        }

        var room = await KeyRoom.OpenAsync(cancellationToken).ConfigureAwait(false);
        var content = ProgramFilter.Start(
            new ProgramRun(["age", "--decrypt", "--identity", room.Tell(key)], ((IProgramWrapping)this).InstallHint), wrapped, outcome => Judge(outcome, scene));
        return new KeyedStream(content, room.DisposeAsync);
    }

    private DrillException? Judge(ToolOutcome outcome, WrappedScene scene) => outcome.ExitCode == 0 ? null
        : outcome.Errors.Contains("no identity matched", StringComparison.Ordinal) ? EncryptionFailure.OtherKey(scene, Name)
        : outcome.Errors.Contains("identity", StringComparison.Ordinal) || outcome.Errors.Contains("secret key", StringComparison.Ordinal)
            ? EncryptionFailure.NoSuchKey(scene, Name, $"an identity, a line that begins with {Marker}, or an SSH private key")
        : EncryptionFailure.Damaged(scene, Name, outcome.Errors);
}
