using System.CommandLine;
using System.Globalization;

namespace DrDrills.Cli.Options;

/// <summary><c>--source</c>: the live database that <c>capture</c> and <c>manifest</c> read.</summary>
internal static class SourceOption
{
    public static Option<string> Create() => new("--source")
    {
        Description =
            "The live database: 'Host=…;Database=…;Username=…', 'postgres://user@host:5432/database', or a reference to either that keeps "
            + "the password off the command line: env:NAME, file:PATH, oci-vault:SECRET_OCID.",
        HelpName = "connection",
        Required = true,
    };

    public static Option<int> CreateJobs() =>
        CommonOptions.Number("--jobs", "Connections used at once.", 1, 256, Math.Clamp(Environment.ProcessorCount, 1, 256));

    /// <summary>Reads the option's value, and warns of a password that others can see.</summary>
    public static async Task<SourceConnection> ReadAsync(VerbContext context, string name, string value, CancellationToken cancellationToken)
    {
        var source = await SourceConnection.ParseAsync(name, value, context.Time, cancellationToken).ConfigureAwait(false);
        if (source.PasswordInArgument)
        {
            context.Screen.Say($"Warning: the password of {name} is on the command line, where other users of this machine can read it.");
            context.Screen.Say($"Hint: put the connection string into an environment variable or a file and name it: {name} env:NAME or {name} file:PATH.");
        }

        return source;
    }

    /// <summary>A name for a backup taken now: <c>shop-20260801T030000Z</c>.</summary>
    public static string BackupIdOf(SourceConnection source, TimeProvider time)
    {
        var database = new string([.. (source.Settings.Database ?? "database").Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        return database + time.GetUtcNow().ToString("-yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    }
}
