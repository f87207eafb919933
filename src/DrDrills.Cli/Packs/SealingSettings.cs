using DrDrills.Cli.Options;
using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Oci.Vault;
using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Packs;

/// <summary>With which key packs are signed, who dates them, and where their chains lie; from the environment.</summary>
internal sealed record SealingSettings
{
    private const string KeyName = "DRDRILLS_SIGNING_KEY";
    private const string AnchorName = "DRDRILLS_CHAIN_ANCHOR";

    /// <summary>DRDRILLS_SIGNING_KEY: <c>env:NAME</c>, <c>file:PATH</c> or <c>oci-vault:SECRET_OCID</c> of a private key; null for another kind.</summary>
    public SecretReference? Key { get; private init; }

    /// <summary>DRDRILLS_SIGNING_KEY: <c>oci-kms:KEY_OCID@VAULT_OCID</c>, a key that never leaves its vault; null for another kind.</summary>
    public VaultKey? VaultKey { get; private init; }

    /// <summary>DRDRILLS_TIMESTAMP_SERVER: address of an RFC 3161 server, or null for none.</summary>
    public Uri? TimeStampServer { get; private init; }

    /// <summary>DRDRILLS_CHAIN_ANCHOR: where each new chain head is kept outside the runs, or null for nowhere.</summary>
    public AnchorSetting? Anchor { get; private init; }

    /// <summary>DRDRILLS_CONTROLS: a catalogue of controls of the user's own, or null for the one that comes with DrDrills.</summary>
    public FileInfo? Controls { get; private init; }

    /// <summary>Folder of the clone's runs, with keys and heads.</summary>
    public required DirectoryInfo Runs { get; init; }

    /// <summary>The clone's own private key, made with its first run.</summary>
    public FileInfo OwnKey => new(Path.Combine(Runs.FullName, "signing-key.pem"));

    /// <summary>Whether there is a key already: a configured one, or the clone's own.</summary>
    public bool HasKey => Key is not null || VaultKey is not null || OwnKey.Exists;

    /// <summary>The chains of this clone.</summary>
    public ChainHeads Heads => new(new DirectoryInfo(Path.Combine(Runs.FullName, "heads")));

    /// <summary>Reads the environment.</summary>
    /// <exception cref="ConfigurationInvalidException">A variable is wrong; lists all mistakes.</exception>
    public static SealingSettings Read(DirectoryInfo root, Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
        var mistakes = new List<string>();
        T? Parsed<T>(string name, Func<string, T?> parse)
            where T : class
        {
            try
            {
                return Value(name) is { } text ? parse(text) : null;
            }
            catch (FormatException e)
            {
                mistakes.Add($"{name}: {e.Message}");
                return null;
            }
        }

        var settings = new SealingSettings
        {
            VaultKey = Parsed(KeyName, VaultKey.Parse),
            Key = Parsed(KeyName, text => text.StartsWith(VaultKey.Scheme, StringComparison.Ordinal) ? null : KeyReference(text)),
            TimeStampServer = Parsed("DRDRILLS_TIMESTAMP_SERVER", Server),
            Anchor = Parsed(AnchorName, AnchorSetting.Parse),
            Controls = Value("DRDRILLS_CONTROLS") is { } controls ? new FileInfo(controls) : null,
            Runs = new DirectoryInfo(Path.Combine(root.FullName, "reports", "runs")),
        };
        return mistakes.Count == 0 ? settings : throw new ConfigurationInvalidException("The environment", mistakes);
    }

    /// <summary>The key to sign with, made where the clone has none yet.</summary>
    /// <param name="context">Told of a new key, and of what it is worth.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="ConfigurationInvalidException">The configured key is none.</exception>
    /// <exception cref="CloudCallFailedException">The vault refused.</exception>
    public async Task<IEvidenceSigner> SignerAsync(VerbContext context, CancellationToken cancellationToken)
    {
        if (VaultKey is { } key)
        {
            return await VaultKeySigner.OpenAsync(ConfiguredTenancy.Open(KeyName, context.Time), key, cancellationToken).ConfigureAwait(false);
        }

        if (Key is not null)
        {
            var pem = await VaultReference.ReadAsync(
                Key, KeyName, () => ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName), context.Time, cancellationToken).ConfigureAwait(false);
            return EcdsaSigner.OfPem(pem, Key.ToString());
        }

        var (signer, isNew) = await EcdsaSigner.OfFileOrNewAsync(OwnKey, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            context.Screen.Say($"Made a key for this clone's evidence: {OwnKey.FullName}. It shows that nothing was changed later, not who signed; set {KeyName} for a key of yours.");
        }

        return signer;
    }

    private static SecretReference KeyReference(string text) => SecretReference.TryParse(text, out var reference)
        ? reference!
        // The text may be the key itself: it is not quoted.
        : throw new FormatException("must be a reference, never the key itself: env:NAME, file:PATH, oci-vault:SECRET_OCID or oci-kms:KEY_OCID@VAULT_OCID.");

    private static Uri Server(string address) => Uri.TryCreate(address, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
        ? server
        : throw new FormatException($"'{address}' is no address like http://tsa.example.org/tsr.");
}
