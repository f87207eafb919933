using System.CommandLine;
using DrDrills.Backups;
using DrDrills.Cli.Options;
using DrDrills.Cli.Output;
using DrDrills.Errors;
using DrDrills.PostgreSql.Manifests;
using Npgsql;

namespace DrDrills.Cli.Verbs;

/// <summary><c>manifest</c>: what a backup taken now would have to contain, without taking one.</summary>
internal static class ManifestVerb
{
    public static Command Create(VerbContext context)
    {
        var source = SourceOption.Create();
        var output = new Option<FileInfo>("--out")
        {
            Description = "File for the manifest (JSON); written over where it exists.",
            HelpName = "file",
            Required = true,
        };
        var id = new Option<string?>("--id") { Description = "Name of the backup that the manifest belongs to. Default: database and UTC time.", HelpName = "name" };
        var jobs = SourceOption.CreateJobs();
        var command = new Command("manifest", "Takes the manifest of a live database in one snapshot: digests, schema fingerprints, sequences, roles.")
        {
            source, output, id, jobs,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var connection = await SourceOption.ReadAsync(
                context, "--source", parsed.GetRequiredValue(source), cancellationToken).ConfigureAwait(false);
            await TakeAsync(
                context, connection, parsed.GetRequiredValue(output), parsed.GetValue(id), parsed.GetValue(jobs), cancellationToken)
                .ConfigureAwait(false);
            return (int)ExitCode.Passed;
        });
        return command;
    }

    private static async Task TakeAsync(
        VerbContext context, SourceConnection connection, FileInfo output, string? id, int jobs, CancellationToken cancellationToken)
    {
        var database = NpgsqlDataSource.Create(connection.Settings);
        await using (database.ConfigureAwait(false))
        {
            var options = new ManifestOptions { BackupId = id ?? SourceOption.BackupIdOf(connection, context.Time), Parallelism = jobs };
            var manifest = await WorkDisplay.RunAsync(
                context,
                "manifest",
                progress => ManifestTaker.TakeAsync(database, options, progress, cancellationToken)).ConfigureAwait(false);
            manifest = await ManifestTaker.SettleSequencesAsync(database, manifest, cancellationToken).ConfigureAwait(false);
            output.Directory?.Create();
            await ManifestJson.WriteAsync(manifest, output.FullName, cancellationToken).ConfigureAwait(false);
            context.Screen.Say(
                $"Manifest of {connection}: {manifest.Tables.Count} tables, {manifest.Tables.Sum(table => table.Rows):N0} rows; written to {output.FullName}");
        }
    }
}
