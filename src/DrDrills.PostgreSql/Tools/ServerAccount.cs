namespace DrDrills.PostgreSql.Tools;

/// <summary>The unprivileged account that servers run as when the harness itself is root, which PostgreSQL refuses to be.</summary>
/// <param name="Name">Name of the account: <c>postgres</c> where it exists, else <c>nobody</c>.</param>
/// <param name="UserId">Numeric user id.</param>
/// <param name="GroupId">Numeric id of its primary group.</param>
public sealed record ServerAccount(string Name, uint UserId, uint GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>The account for servers of this process; null where the process is not root and runs them as itself.</summary>
    public static ServerAccount? ForThisProcess()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        return Candidates
            .Select(name => accounts.Find(fields => fields[0] == name))
            .Where(fields => fields is not null)
            .Select(fields => new ServerAccount(fields![0], Number(fields[2]), Number(fields[3])))
            .FirstOrDefault() ?? new ServerAccount("nobody", 65534, 65534);
    }

    /// <summary>Whoever servers of this process run as: its account when it is root, else the process's own user.</summary>
    internal static ServerAccount OfServers() =>
        ForThisProcess() ?? new ServerAccount(Environment.UserName, Number(StatusField("Uid:")), Number(StatusField("Gid:")));

    /// <summary>The command words that put a program under this account, without its groups and without a way back.</summary>
    internal IReadOnlyList<string> CommandPrefix =>
        ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--no-new-privs", "--"];

    /// <summary>The effective id: the second of the four that the system prints.</summary>
    private static string StatusField(string name) =>
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split('\t')[2];

    private static uint Number(string text) => uint.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
