using System.Globalization;

namespace DrDrills.Benchmarks.Measures;

/// <summary>A custom-format dump of a database with its manifest, as <c>capture</c> makes it.</summary>
/// <param name="Folder">The backup.</param>
/// <param name="Dump">The dump in it.</param>
internal sealed record CapturedBackup(string Folder, string Dump)
{
    /// <summary>Captures a database of the run's server.</summary>
    public static async Task<CapturedBackup> TakeAsync(BenchRun run, string database, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(run.Server.Folder.FullName, database);
        if (!Directory.Exists(folder))
        {
            run.Say($"capturing {database}");
            (await run.Verb.RunAsync(
                cancellationToken,
                "capture", "--source", run.Server.ConnectionString(database), "--out", run.Server.Folder.FullName, "--id", database,
                "--jobs", run.Options.Connections.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false)).Passed();
        }

        return new CapturedBackup(folder, new DirectoryInfo(folder).EnumerateFiles().MaxBy(file => file.Length)!.FullName);
    }

    /// <summary>Checks it in a local copy with durability off; passed or nothing.</summary>
    public async Task<VerbOutcome> CheckAsync(BenchRun run, CancellationToken cancellationToken, params string[] more) =>
        (await run.Verb.RunAsync(
            cancellationToken,
            [
                "check", Folder, "--target", "local", "--quick", "--evidence-class", "mechanism",
                "--history", Path.Combine(run.Server.Folder.FullName, "history"), .. more,
            ]).ConfigureAwait(false)).Passed();
}
