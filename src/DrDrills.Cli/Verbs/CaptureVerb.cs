using System.CommandLine;
using DrDrills.Backups;
using DrDrills.Cli.Options;
using DrDrills.Cli.Output;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.Cli.Verbs;

/// <summary><c>capture</c>: backup and manifest in one snapshot.</summary>
internal static class CaptureVerb
{
    public static Command Create(VerbContext context)
    {
        var source = SourceOption.Create();
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder that the backup's own folder is made in.",
            HelpName = "folder",
            Required = true,
        };
        var format = CommonOptions.OneOf("--format", "Format of pg_dump.", "custom", "custom", "directory", "tar", "plain");
        var id = new Option<string?>("--id") { Description = "Name of the backup and of its folder. Default: database and UTC time.", HelpName = "name" };
        var jobs = SourceOption.CreateJobs();
        var command = new Command("capture", "Takes a backup and its manifest from one snapshot of a live database; reads only.")
        {
            source, output, format, id, jobs,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var connection = await SourceOption.ReadAsync(
                context, "--source", parsed.GetRequiredValue(source), cancellationToken).ConfigureAwait(false);
            var options = new DumpCaptureOptions
            {
                BackupId = parsed.GetValue(id) ?? SourceOption.BackupIdOf(connection, context.Time),
                OutFolder = parsed.GetRequiredValue(output),
                Format = FormatOf(parsed.GetRequiredValue(format)),
                Jobs = parsed.GetValue(jobs),
            };
            await CaptureAsync(context, connection, options, cancellationToken).ConfigureAwait(false);
            return (int)ExitCode.Passed;
        });
        return command;
    }

    private static async Task CaptureAsync(
        VerbContext context, SourceConnection connection, DumpCaptureOptions options, CancellationToken cancellationToken)
    {
        var database = NpgsqlDataSource.Create(connection.Settings);
        await using (database.ConfigureAwait(false))
        {
            using var programs = ToolConnection.Open(HostTools.Find(), connection.Settings);
            options.OutFolder.Create();
            var outcome = await WorkDisplay.RunAsync(
                context,
                "capture",
                progress => DumpCapture.CaptureAsync(database, programs, options, progress, cancellationToken)).ConfigureAwait(false);
            context.Screen.Say(
                $"Backup '{options.BackupId}' of {connection}: {outcome.Manifest.Tables.Count} tables, "
                + $"{outcome.Manifest.Tables.Sum(table => table.Rows):N0} rows, {outcome.Size}");
            context.Screen.Say($"It is in {outcome.Folder.FullName}; prove it with './drdrills check {outcome.Folder.FullName}'.");
        }
    }

    private static BackupFormat FormatOf(string word) => word switch
    {
        "custom" => BackupFormat.PgDumpCustom,
        "directory" => BackupFormat.PgDumpDirectory,
        "tar" => BackupFormat.PgDumpTar,
        _ => BackupFormat.PgDumpPlain,
    };
}
