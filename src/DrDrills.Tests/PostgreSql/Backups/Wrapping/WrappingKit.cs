using System.Text;
using CliWrap;
using DrDrills.Credentials;
using DrDrills.PostgreSql.Servers;
using DrDrills.Testing;

namespace DrDrills.Tests.PostgreSql.Backups.Wrapping;

/// <summary>Wraps bytes with the real programs, under keys made for the tests.</summary>
internal sealed class WrappingKit : IAsyncDisposable
{
    private const string Passphrase = "correct horse battery staple";

    private readonly RunFolder _folder;
    private readonly Dictionary<string, string> _keys = [];

    private WrappingKit(RunFolder folder) => _folder = folder;

    public static async Task<WrappingKit> OpenAsync()
    {
        Needs.Wrappings();
        var kit = new WrappingKit(await RunFolder.CreatePrivateAsync("kit", "keys", default));
        foreach (var name in new[] { "age", "other-age" })
        {
            kit._keys[name] = await kit.RunAsync("", "age-keygen");
        }

        foreach (var (name, passphrase) in new[] { ("gpg", ""), ("other-gpg", ""), ("guarded-gpg", Passphrase) })
        {
            Directory.CreateDirectory(kit.Home(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await kit.GpgAsync(name, [], "--pinentry-mode", "loopback", "--passphrase", passphrase, "--quick-generate-key", "drill@example.org", "future-default", "default", "never");
            var block = await kit.GpgAsync(name, [], "--pinentry-mode", "loopback", "--passphrase", passphrase, "--armor", "--export-secret-keys");
            kit._keys[name] = Encoding.ASCII.GetString(block);
        }

        return kit;
    }

    /// <summary>gzip, zstd, lz4, xz, bzip2, tar, age, age-armour, gpg, gpg-armour, gpg-passphrase, gpg-guarded; several with '.' between, innermost first.</summary>
    public async Task<byte[]> WrapAsync(string how, byte[] content)
    {
        foreach (var one in how.Split('.'))
        {
            content = one switch
            {
                "age" => await RunAsync(content, "age", "--recipient", Recipient),
                "age-armour" => await RunAsync(content, "age", "--armor", "--recipient", Recipient),
                "gpg" => await GpgAsync("gpg", content, "--recipient", "drill@example.org", "--encrypt"),
                "gpg-armour" => await GpgAsync("gpg", content, "--armor", "--recipient", "drill@example.org", "--encrypt"),
                "gpg-guarded" => await GpgAsync("guarded-gpg", content, "--recipient", "drill@example.org", "--encrypt"),
                "gpg-passphrase" => await GpgAsync("gpg", content, "--pinentry-mode", "loopback", "--passphrase", Passphrase, "--symmetric"),
                "tar" => await PackAsync(content, "shop"),
                "labelled-tar" => await PackAsync(content, "--label=nightly", "shop"),
                _ => await RunAsync(content, one, "--stdout"),
            };
        }

        return content;
    }

    /// <summary>An archive by GNU tar of files with these names, in this order, all with the same content.</summary>
    public async Task<byte[]> PackAsync(byte[] content, params string[] names)
    {
        var folder = _folder.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        foreach (var name in names.Where(name => name[0] != '-'))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content);
        }

        return await RunAsync([], "tar", ["--create", "--file=-", "--directory", folder.FullName, .. names]);
    }

    /// <summary>What opens it; null where it is not encrypted.</summary>
    public SecretText? KeyOf(string how) => Outermost(how) switch
    {
        "age" or "age-armour" => new SecretText(_keys["age"]),
        "gpg" or "gpg-armour" => new SecretText(_keys["gpg"]),
        "gpg-guarded" => new SecretText($"Passphrase: {Passphrase}\n{_keys["guarded-gpg"]}"),
        "gpg-passphrase" => new SecretText(Passphrase),
        _ => null,
    };

    /// <summary>A key of the same kind that does not.</summary>
    public SecretText OtherKeyOf(string how) => Outermost(how) switch
    {
        "age" or "age-armour" => new SecretText(_keys["other-age"]),
        "gpg-passphrase" => new SecretText("another passphrase"),
        "gpg-guarded" => new SecretText($"Passphrase: another\n{_keys["guarded-gpg"]}"),
        _ => new SecretText(_keys["other-gpg"]),
    };

    /// <summary>The private key without its passphrase.</summary>
    public SecretText GuardedKeyAlone => new(_keys["guarded-gpg"]);

    public async ValueTask DisposeAsync()
    {
        foreach (var home in Directory.GetDirectories(_folder.Directory.FullName, "*gpg"))
        {
            await RunAsync("", "gpgconf", "--homedir", home, "--kill", "all");
        }

        await _folder.DisposeAsync();
    }

    private string Recipient => _keys["age"].Split('\n').Select(line => line.Trim()).First(line => line.StartsWith("# public key: ", StringComparison.Ordinal))[14..];

    private static string Outermost(string how) => how.Split('.')[^1];

    private string Home(string name) => Path.Combine(_folder.Directory.FullName, name);

    private Task<byte[]> GpgAsync(string home, byte[] input, params string[] arguments) => RunAsync(
        input, "gpg", ["--homedir", Home(home), "--batch", "--yes", "--quiet", "--no-tty", "--trust-model", "always", .. arguments]);

    private async Task<string> RunAsync(string input, string program, params string[] arguments) =>
        Encoding.UTF8.GetString(await RunAsync(Encoding.UTF8.GetBytes(input), program, arguments));

    private async Task<byte[]> RunAsync(byte[] input, string program, params string[] arguments)
    {
        using var output = new MemoryStream();
        await CliWrap.Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(_folder.Directory.FullName)
            .WithStandardInputPipe(PipeSource.FromBytes(input)).WithStandardOutputPipe(PipeTarget.ToStream(output))
            .WithStandardErrorPipe(PipeTarget.ToStream(Stream.Null)).ExecuteAsync();
        return output.ToArray();
    }
}
