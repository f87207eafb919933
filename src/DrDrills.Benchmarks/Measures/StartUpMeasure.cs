using System.Text.Json;
using DrDrills.Benchmarks.Results;

namespace DrDrills.Benchmarks.Measures;

/// <summary>From the start of <c>check</c>'s process to the beginning of its restore stage.</summary>
internal sealed class StartUpMeasure : IBenchMeasure
{
    private const double SmallGigabytes = 0.01;

    /// <inheritdoc/>
    public string Id => "start-up";

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines { get; } =
        [new("start-up of check before the restore begins, local target", "the clock", 2, "s") { Detail = "dump of 10 MB" }];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var database = await run.Databases.PgBenchAsync(SmallGigabytes, cancellationToken).ConfigureAwait(false);
        var backup = await CapturedBackup.TakeAsync(run, database, cancellationToken).ConfigureAwait(false);
        var record = Path.Combine(run.Server.Folder.FullName, "start-up.json");
        var seconds = new List<double>();
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            var outcome = await backup.CheckAsync(run, cancellationToken, "--json", record).ConfigureAwait(false);
            seconds.Add((RestoreBegan(await File.ReadAllTextAsync(record, cancellationToken).ConfigureAwait(false)) - outcome.StartedAt).TotalSeconds);
        }

        return [Lines[0].Of(seconds)];
    }

    /// <summary>When the restore stage of an evidence record began.</summary>
    internal static DateTimeOffset RestoreBegan(string record)
    {
        using var document = JsonDocument.Parse(record);
        return document.RootElement.GetProperty("timing").GetProperty("stages").EnumerateArray()
            .Single(stage => stage.GetProperty("stage").GetString() == "restore")
            .GetProperty("startedAt").GetDateTimeOffset();
    }
}
