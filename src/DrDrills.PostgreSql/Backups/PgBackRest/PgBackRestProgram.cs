using System.Diagnostics;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>The installed pgBackRest, told to read one repository: without the machine's configuration, without a log of its own, without retries.</summary>
/// <remarks>
/// A harness that is root runs it as the servers' account with the right to read everything and to write only what is that account's; the pass
/// phrase goes by environment.
/// </remarks>
[DebuggerDisplay("{_repository}")]
internal sealed class PgBackRestProgram(string repository, string stanza, SecretText? passphrase)
{
    private const string Name = "pgbackrest";

    /// <summary>What packed files are called, and the program that unpacks each.</summary>
    private static readonly Dictionary<string, string> Unpacking = new()
    {
        [""] = "cat",
        [".gz"] = "gzip -dc",
        [".lz4"] = "lz4 -dc",
        [".zst"] = "zstd -dc",
        [".bz2"] = "bzip2 -dc",
    };

    /// <summary>Endings of the names of packed files; the first is that of a file which is as it is.</summary>
    public static IEnumerable<string> Endings => Unpacking.Keys;

    private readonly string _repository = repository;

    /// <summary>Whether it is told a pass phrase.</summary>
    public bool IsEncrypted => passphrase is not null;

    /// <summary>Runs one of its commands.</summary>
    /// <exception cref="EngineUnavailableException">pgBackRest is not installed (<c>DR3142</c>).</exception>
    public async Task<ToolOutcome> RunAsync(
        string command, IReadOnlyList<string> words, CancellationToken cancellationToken, TimeSpan? limit = null, Action<string>? onOutputLine = null)
    {
        try
        {
            return await HostCommand.RunAsync(
                CommandOf(command, words), cancellationToken, limit ?? TimeSpan.FromMinutes(2), Environment, onOutputLine: onOutputLine)
                .ConfigureAwait(false);
        }
        catch (EngineUnavailableException cause)
        {
            throw Missing(cause);
        }
    }

    /// <summary>SHA-1 of a file of the repository once it is decrypted and unpacked; null where either fails.</summary>
    /// <param name="file">Its path in the repository without the ending.</param>
    /// <param name="ending">One of <see cref="Endings"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string?> ChecksumAsync(string file, string ending, CancellationToken cancellationToken)
    {
        var outcome = await HostCommand.RunAsync(
            ["bash", "-o", "pipefail", "-c", $"\"$@\" | {Unpacking[ending]} | sha1sum", "bash", .. CommandOf("repo-get", [file + ending])],
            cancellationToken,
            TimeSpan.FromHours(2),
            Environment).ConfigureAwait(false);
        return outcome.ExitCode == 0 ? outcome.Output.Split(' ')[0] : null;
    }

    private Dictionary<string, string?> Environment => passphrase is null ? [] : new()
    {
        ["PGBACKREST_REPO1_CIPHER_TYPE"] = "aes-256-cbc",
        ["PGBACKREST_REPO1_CIPHER_PASS"] = passphrase.Reveal(),
    };

    /// <remarks>Unless it is told, 2.55 tells its errors on standard output, 2.45 on standard error.</remarks>
    private IReadOnlyList<string> CommandOf(string command, IReadOnlyList<string> words) =>
    [
        .. ReadingAccount.CommandPrefix, Name, "--no-config", $"--repo1-path={_repository}", $"--stanza={stanza}", "--log-level-file=off",
        "--log-level-stderr=warn", "--log-timestamp=n", command, .. words,
    ];

    /// <summary>Its version, such as <c>2.45</c>.</summary>
    /// <exception cref="EngineUnavailableException">pgBackRest is not installed (<c>DR3142</c>).</exception>
    public static async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await HostCommand.RunAsync([Name, "version"], cancellationToken).ConfigureAwait(false);
            return outcome.Output.Trim().Split(' ')[^1];
        }
        catch (EngineUnavailableException cause)
        {
            throw Missing(cause);
        }
    }

    private static EngineUnavailableException Missing(EngineUnavailableException cause) => new(
        "DR3142",
        Name,
        "pgBackRest is not installed on this machine, and only it reads its repositories.",
        "Install it: apt-get install pgbackrest",
        cause: cause);
}
