using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>The PostgreSQL programs that are installed on this machine.</summary>
/// <remarks>
/// Client programs run as the caller. Programs that are a server or make one (<c>initdb</c>, <c>postgres</c> …) refuse to be root and run as
/// <see cref="ServerAccount"/> then. None of them sees the caller's <c>PG…</c> variables.
/// </remarks>
public sealed class HostTools : IPostgresTools
{
    /// <summary>Environment variable that names the directory to take the programs from.</summary>
    public const string DirectoryVariable = "DRDRILLS_PG_BIN";

    private const string DebianRoot = "/usr/lib/postgresql";

    private static readonly string[] ServerPrograms = ["initdb", "postgres", "pg_ctl", "pg_resetwal", "pg_rewind", "pg_checksums"];

    private static readonly ConcurrentDictionary<string, string> Versions = new();

    private readonly ServerAccount? _account = ServerAccount.ForThisProcess();

    private HostTools(DirectoryInfo directory, string version)
    {
        Directory = directory;
        Version = version;
    }

    /// <summary>Where the programs are.</summary>
    public DirectoryInfo Directory { get; }

    /// <summary>Their version, as they print it: <c>15.18</c>.</summary>
    public string Version { get; }

    /// <summary>The first number of <see cref="Version"/>.</summary>
    public int MajorVersion => int.Parse(
        string.Concat(Version.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string Description => $"installed packages {Version}";

    /// <summary>Finds the installed programs: <c>DRDRILLS_PG_BIN</c>, else the newest Debian packages, else what is in <c>PATH</c>.</summary>
    /// <param name="majorVersion">Only this version will do; null takes the newest.</param>
    /// <exception cref="EngineUnavailableException">There are none (<c>DR3101</c>).</exception>
    public static HostTools Find(int? majorVersion = null) =>
        TryFind(majorVersion) ?? throw HostCommand.Missing(
            "postgres",
            $"PostgreSQL{(majorVersion is { } major ? $" {major}" : "")}'s programs were not found: looked into ${DirectoryVariable}, "
            + $"'{DebianRoot}/*/bin' and PATH.");

    /// <summary>As <see cref="Find"/>, but null where there are none.</summary>
    public static HostTools? TryFind(int? majorVersion = null) =>
        Candidates()
            .Where(directory => IsThere(Path.Combine(directory, "pg_config")) || IsThere(Path.Combine(directory, "postgres")))
            .Select(directory => new HostTools(new DirectoryInfo(directory), VersionOf(directory)))
            .FirstOrDefault(tools => majorVersion is null || tools.MajorVersion == majorVersion);

    /// <summary>Full path of one program.</summary>
    /// <exception cref="EngineUnavailableException">It is not there (<c>DR3101</c>).</exception>
    public string PathOf(string program)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        var path = Path.Combine(Directory.FullName, Path.GetFileName(program));
        return File.Exists(path)
            ? path
            : throw HostCommand.Missing(program, $"'{program}' of PostgreSQL {Version} was not found in '{Directory.FullName}'.");
    }

    /// <inheritdoc/>
    public Task<ToolOutcome> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        string[] command = [.. PrefixOf(invocation.Program), PathOf(invocation.Program), .. invocation.Arguments];
        return HostCommand.RunAsync(
            command, cancellationToken, invocation.Limit, invocation.Environment, invocation.OnErrorLine, input: invocation.Input,
            onOutputLine: invocation.OnOutputLine);
    }

    private IReadOnlyList<string> PrefixOf(string program) =>
        _account is not null && ServerPrograms.Contains(program) ? _account.CommandPrefix : [];

    private static IEnumerable<string> Candidates()
    {
        var named = Environment.GetEnvironmentVariable(DirectoryVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return [named];
        }

        var packaged = System.IO.Directory.Exists(DebianRoot)
            ? System.IO.Directory.GetDirectories(DebianRoot)
                .OrderByDescending(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var major) ? major : 0)
                .Select(path => Path.Combine(path, "bin"))
            : [];
        var searched = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => IsThere(Path.Combine(path, "postgres")));
        return packaged.Where(path => File.Exists(Path.Combine(path, "pg_dump"))).Concat(searched);
    }

    /// <summary>A link to a program whose package was removed does not count.</summary>
    internal static bool IsThere(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };

    private static string VersionOf(string directory) => Versions.GetOrAdd(directory, AskVersion);

    /// <summary>Asks the programs themselves: once per directory and process, in milliseconds.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Tools/ may run processes, and finding programs is not asynchronous.")]
    private static string AskVersion(string path)
    {
        var program = Path.Combine(path, IsThere(Path.Combine(path, "postgres")) ? "postgres" : "pg_config");
        using var asked = new Process();
        asked.StartInfo.FileName = program;
        asked.StartInfo.ArgumentList.Add("--version");
        asked.StartInfo.RedirectStandardOutput = true;
        asked.Start();
        var answer = asked.StandardOutput.ReadToEnd();
        asked.WaitForExit(TimeSpan.FromSeconds(10));
        return answer.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => char.IsAsciiDigit(word[0]))?.Trim() ?? "0";
    }
}
