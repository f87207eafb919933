using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>OpenPGP, armoured or not: opened with a private key, or with a passphrase where the file was encrypted under one.</summary>
/// <remarks>
/// The key is imported into a home of its own that goes with the stream, its agent ended. A private key that is itself under a passphrase is
/// given together with it: a line <c>Passphrase: …</c> before the key's block.
/// </remarks>
internal sealed partial class GpgEncryption : IProgramWrapping
{
    private const string KeyBlock = "-----BEGIN PGP PRIVATE KEY BLOCK-----";

    public string Name => "gpg";

    public bool IsEncryption => true;

    public (string Program, string Package) Program => ("gpg", "gnupg");

    private string InstallHint => ((IProgramWrapping)this).InstallHint;

    /// <summary>Armour, or a packet of a session key: public-key encrypted (tag 1, version 3) or under a passphrase (tag 3, version 4 or 5).</summary>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("-----BEGIN PGP MESSAGE-----"u8))
        {
            return true;
        }

        if (head.Length < 8 || (head[0] & 0x80) == 0)
        {
            return false;
        }

        var isNew = (head[0] & 0x40) != 0;
        var tag = isNew ? head[0] & 0x3F : (head[0] >> 2) & 0x0F;
        var length = isNew ? head[1] < 192 ? 1 : 2 : (head[0] & 3) switch { 0 => 1, 1 => 2, _ => 0 };
        return length > 0 && ((tag == 1 && head[1 + length] == 3) || (tag == 3 && head[1 + length] is 4 or 5));
    }

    public async Task<Stream> UnwrapAsync(Stream wrapped, WrappedScene scene, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        var key = (scene.Key ?? throw EncryptionFailure.NoKey(scene, Name)).Reveal();
        var block = key.IndexOf(KeyBlock, StringComparison.Ordinal);
        var passphrase = block < 0 ? key.Trim('\r', '\n') : Passphrase().Match(key[..block]) is { Success: true } line ? line.Groups[1].Value : null;
        var room = await KeyRoom.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string[] home = ["gpg", "--homedir", room.Directory.FullName, "--batch", "--no-tty", "--no-options"];
            if (block >= 0)
            {
                await ImportAsync(home, key[block..], scene, cancellationToken).ConfigureAwait(false);
            }

            string[] secret = passphrase is { Length: > 0 }
                ? ["--pinentry-mode", "loopback", "--passphrase-file", room.Tell(new SecretText(passphrase))]
                : ["--pinentry-mode", "error"];
            var content = ProgramFilter.Start(
                new ProgramRun([.. home, .. secret, "--status-fd", "2", "--decrypt"], InstallHint),
                wrapped,
                outcome => Judge(outcome, scene));
            return new KeyedStream(content, () => CloseAsync(room));
        }
        catch
        {
            await CloseAsync(room).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ImportAsync(string[] home, string block, WrappedScene scene, CancellationToken cancellationToken)
    {
        using var key = new MemoryStream(Encoding.UTF8.GetBytes(block), writable: false);
        var outcome = await HostCommand.RunAsync(
            [.. home, "--import"], cancellationToken, input: key, installHint: InstallHint).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            throw JudgeImport(outcome, scene);
        }
    }

    /// <summary>What is wrong where gpg did not take the key.</summary>
    internal DrillException JudgeImport(ToolOutcome outcome, WrappedScene scene) => LacksAgent(outcome)
        ? WithoutAgent(outcome, scene)
        : EncryptionFailure.NoSuchKey(scene, Name, "an armoured private key");

    /// <summary>What is wrong with how gpg ended, or null.</summary>
    internal DrillException? Judge(ToolOutcome outcome, WrappedScene scene)
    {
        var said = outcome.Errors;
        if (outcome.ExitCode == 0 && Says("DECRYPTION_OKAY") && !Says("BADMDC"))
        {
            return null;
        }

        // What was opened before it failed was opened with the right key; a passphrase is only tried against a few bytes of the file.
        var wasOpened = Says("PLAINTEXT ");
        if (!wasOpened && LacksAgent(outcome))
        {
            return WithoutAgent(outcome, scene);
        }

        if (!wasOpened && Says("No pinentry"))
        {
            return EncryptionFailure.NoSuchKey(
                scene, Name, "the passphrase of its private key too, as a line 'Passphrase: …' before the key's block");
        }

        if (!wasOpened && (Says("NO_SECKEY") || Says("BAD_PASSPHRASE") || Says("Bad passphrase") || Says("Bad session key")))
        {
            return EncryptionFailure.OtherKey(scene, Name);
        }

        return EncryptionFailure.Damaged(scene, Name, string.Join('\n', said.Split('\n').Where(line => line.StartsWith("gpg: ", StringComparison.Ordinal))));

        bool Says(string text) => said.Contains(text, StringComparison.Ordinal);
    }

    /// <summary>gpg waits a few seconds for its agent; on a machine that is busy enough, that is too short.</summary>
    private static bool LacksAgent(ToolOutcome outcome) =>
        outcome.Errors.Contains("No agent running", StringComparison.Ordinal) || outcome.Errors.Contains("can't connect to the agent", StringComparison.Ordinal)
        || outcome.Errors.Contains("can't connect to the gpg-agent", StringComparison.Ordinal);

    private static EngineUnavailableException WithoutAgent(ToolOutcome outcome, WrappedScene scene) => new(
        "DR3150",
        scene.Backup,
        $"{scene.Begins} could not be opened, because gpg's agent did not start.",
        "is the machine overloaded, or may it start no more processes? Try again; nothing is said about the backup or its key.",
        string.Join('\n', outcome.Errors.Split('\n').Where(line => line.StartsWith("gpg: ", StringComparison.Ordinal) && line.Contains("agent", StringComparison.Ordinal))));

    /// <summary>An agent outlives the program that started it, and would be left with a home that is gone. The room goes whatever comes of that.</summary>
    private static async ValueTask CloseAsync(KeyRoom room)
    {
        try
        {
            await HostCommand.RunAsync(
                ["gpgconf", "--homedir", room.Directory.FullName, "--kill", "all"], CancellationToken.None, TimeSpan.FromSeconds(30)).ConfigureAwait(false);
        }
        catch (EngineUnavailableException)
        {
            // Where GnuPG is missing there is no agent either, and what was started first has said so.
        }
        finally
        {
            await room.DisposeAsync().ConfigureAwait(false);
        }
    }

    [GeneratedRegex(@"^Passphrase:[ \t]*(.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Passphrase();
}
