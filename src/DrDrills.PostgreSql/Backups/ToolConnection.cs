using System.Globalization;
using System.Text;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Backups;

/// <summary>How PostgreSQL's programs reach one server: arguments without secrets, and a password file that goes when this is disposed of.</summary>
public sealed class ToolConnection : IDisposable
{
    private readonly string? _passwordFile;

    private ToolConnection(
        IPostgresTools tools,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string? passwordFile)
    {
        Tools = tools;
        Arguments = arguments;
        Environment = environment;
        _passwordFile = passwordFile;
    }

    /// <summary>The programs.</summary>
    public IPostgresTools Tools { get; }

    /// <summary><c>--host … --port … --username …</c>; never a password.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Environment that goes with the arguments; never logged.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>The argument that names a database: programs take a name with '=' or '://' in it for a connection string.</summary>
    public static string ToDatabase(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !name.Contains('=', StringComparison.Ordinal) && !name.Contains("://", StringComparison.Ordinal) ? $"--dbname={name}"
            : $"--dbname=dbname='{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
    }

    /// <summary>As administrator of a server that the harness started or was given.</summary>
    public static ToolConnection AsAdministrator(IPostgresServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new ToolConnection(server.Tools, server.ToolConnectionArguments, server.ToolConnectionEnvironment, null);
    }

    /// <summary>As another role of such a server: by the server's local trust, or with a password through a file in a folder it can read.</summary>
    /// <param name="server">The server.</param>
    /// <param name="role">An existing role.</param>
    /// <param name="password">The role's password, or null where the server trusts.</param>
    /// <param name="folder">Folder for the password file; seen by the server's programs under the same path.</param>
    public static ToolConnection AsRole(IPostgresServer server, string role, string? password, DirectoryInfo folder)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(folder);
        var arguments = WithUser(server.ToolConnectionArguments, role);
        return password is null
            ? new ToolConnection(server.Tools, arguments, server.ToolConnectionEnvironment, null)
            : WithPassword(server.Tools, arguments, new Dictionary<string, string?>(server.ToolConnectionEnvironment), password, folder.FullName);
    }

    /// <summary>From a connection string; its password goes into a temporary file that only this user can read.</summary>
    /// <param name="tools">The programs.</param>
    /// <param name="connection">Host, port, user, password, TLS settings; the database is given to each program on its own.</param>
    /// <param name="folder">Folder for the password file. Default: the system's temporary folder.</param>
    public static ToolConnection Open(IPostgresTools tools, NpgsqlConnectionStringBuilder connection, DirectoryInfo? folder = null)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(connection);
        List<string> arguments = ["--port", connection.Port.ToString(CultureInfo.InvariantCulture), "--no-password"];
        if (!string.IsNullOrEmpty(connection.Host))
        {
            arguments.InsertRange(0, ["--host", connection.Host]);
        }

        if (!string.IsNullOrEmpty(connection.Username))
        {
            arguments.AddRange(["--username", connection.Username]);
        }

        var environment = new Dictionary<string, string?> { ["PGSSLMODE"] = Libpq(connection.SslMode) };
        if (!string.IsNullOrEmpty(connection.RootCertificate))
        {
            environment["PGSSLROOTCERT"] = connection.RootCertificate;
        }

        if (!string.IsNullOrEmpty(connection.Passfile))
        {
            environment["PGPASSFILE"] = connection.Passfile;
        }

        return string.IsNullOrEmpty(connection.Password)
            ? new ToolConnection(tools, arguments, environment, null)
            : WithPassword(tools, arguments, environment, connection.Password, folder?.FullName ?? Path.GetTempPath());
    }

    /// <summary>Removes the password file; once its folder is gone too, there is nothing to do.</summary>
    public void Dispose()
    {
        if (File.Exists(_passwordFile))
        {
            File.Delete(_passwordFile);
        }
    }

    private static ToolConnection WithPassword(
        IPostgresTools tools, IReadOnlyList<string> arguments, Dictionary<string, string?> environment, string password, string folder)
    {
        var path = Path.Combine(folder, $".drdrills-pass-{Guid.NewGuid():N}");
        using (var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            var escaped = password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
            stream.Write(Encoding.UTF8.GetBytes($"*:*:*:*:{escaped}\n"));
        }

        environment["PGPASSFILE"] = path;
        return new ToolConnection(tools, arguments, environment, path);
    }

    private static List<string> WithUser(IReadOnlyList<string> arguments, string role)
    {
        var changed = arguments.ToList();
        var at = changed.FindIndex(argument => argument is "--username" or "-U");
        if (at >= 0)
        {
            changed[at + 1] = role;
            return changed;
        }

        return [.. changed.Where(argument => !argument.StartsWith("--username=", StringComparison.Ordinal)), "--username", role];
    }

    private static string Libpq(SslMode mode) => mode switch
    {
        SslMode.Disable => "disable",
        SslMode.Allow => "allow",
        SslMode.Require => "require",
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
