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

    /// <value>Bound of reading or restoring a whole backup.</value>
    public static TimeSpan LongestTransfer { get; } = TimeSpan.FromHours(24);

    /// <value>Processes that it may read and unpack with.</value>
    public static int Processes { get; } = Math.Clamp(System.Environment.ProcessorCount, 1, 16);

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
    public static async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        (await TellAsync(["version"], cancellationToken).ConfigureAwait(false)).Trim().Split(' ')[^1];

    /// <summary>Whether the installed version has an option for a command.</summary>
    /// <exception cref="EngineUnavailableException">pgBackRest is not installed (<c>DR3142</c>).</exception>
    public static async Task<bool> KnowsAsync(string command, string option, CancellationToken cancellationToken) =>
        (await TellAsync(["help", command], cancellationToken).ConfigureAwait(false)).Split('\n').Any(line => line.TrimStart().StartsWith(option + " ", StringComparison.Ordinal));

    private static async Task<string> TellAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        try
        {
            return (await HostCommand.RunAsync([Name, .. words], cancellationToken).ConfigureAwait(false)).Output;
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
