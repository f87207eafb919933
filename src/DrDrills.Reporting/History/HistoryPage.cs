using System.Globalization;
using System.Text.Encodings.Web;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Reporting.Summary;
using Fluid;

namespace DrDrills.Reporting.History;

/// <summary>The history as one self-contained page: recovery time against its objective, growth of the data, what is foretold, what is unproven.</summary>
public static class HistoryPage
{
    /// <summary>The page's name in the folder of runs.</summary>
    public const string FileName = "history.html";

    private static readonly TemplateOptions _options = Options();

    /// <summary>Fills the template.</summary>
    /// <param name="drills">The drills.</param>
    /// <param name="sources">The backup sources.</param>
    /// <param name="madeAt">UTC instant of the page.</param>
    /// <param name="template">Liquid; every value is encoded for HTML.</param>
    /// <exception cref="ConfigurationInvalidException">The template cannot be read.</exception>
    public static async Task<string> FormatAsync(
        IReadOnlyList<DrillHistory> drills, IReadOnlyList<BackupCoverage> sources, DateTimeOffset madeAt, string template)
    {
        ArgumentNullException.ThrowIfNull(drills);
        ArgumentNullException.ThrowIfNull(sources);
        if (!new FluidParser().TryParse(template, out var parsed, out var error))
        {
            throw new ConfigurationInvalidException("The template of the history", [error]);
        }

        var context = new TemplateContext(_options);
        context.SetValue("history", new HistoryPageModel(Day(madeAt), [.. drills.Select(Model)], [.. sources.Select(Model)]));
        return await parsed.RenderAsync(context, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)).ConfigureAwait(false);
    }

    private static TemplateOptions Options()
    {
        var options = new TemplateOptions { MemberAccessStrategy = { MemberNameStrategy = MemberNameStrategies.SnakeCase } };
        foreach (var type in new[]
        {
            typeof(HistoryPageModel), typeof(HistoryPageDrill), typeof(HistoryPageRow), typeof(HistoryPageSource), typeof(HistoryPageStage),
            typeof(HistoryPicture), typeof(HistoryDot), typeof(HistoryLabel),
        })
        {
            options.MemberAccessStrategy.Register(type);
        }

        return options;
    }

    private static HistoryPageDrill Model(DrillHistory drill, int number)
    {
        var (forecast, reason) = drill.Outlook();
        var measured = drill.Points.Where(point => point.RecoverySeconds is not null).Select(point => (point.EndedAt, point.RecoverySeconds!.Value)).ToList();
        var sized = drill.Points.Where(point => point.SizeBytes is not null).Select(point => (point.EndedAt, (double)point.SizeBytes!.Value)).ToList();
        var objective = drill.ObjectiveSeconds is { } limit ? Words(limit) : "none";
        var pictures = new[]
        {
            HistoryPicture.Of($"Recovery time against its objective of {objective} (dashed)", measured, Words, drill.ObjectiveSeconds, forecast),
            HistoryPicture.Of("Size of the backup", sized, value => new ByteCount((long)value).ToString()),
        };
        return new HistoryPageDrill(
            string.Create(CultureInfo.InvariantCulture, $"drill-{number + 1}"),
            drill.Title,
            drill.DrillId,
            drill.System,
            drill.EvidenceClass,
            Day(drill.LastRun),
            drill.LastPassed is { } passed ? Day(passed) : "never",
            $"{(measured.Count > 0 ? Words(measured[^1].Value) : "not measured")} of {objective}",
            forecast is null
                ? $"No forecast: {reason}."
                : $"At this growth ({forecast.Shape}) the objective is missed about {Day(forecast.MissedOn)}, between {Day(forecast.Earliest)} and {(forecast.Latest is { } end ? Day(end) : "no end that can be told")} with 95 % confidence.",
            [.. pictures.OfType<HistoryPicture>()],
            [.. drill.Stages().Select(stage => new HistoryPageStage(stage.Name, Words(stage.Seconds), stage.Median is { } median ? Words(median) : "too few runs"))],
            [.. drill.Points.Reverse().Select(Row)],
            [.. drill.Regressions().Select(regression => regression.Sentence)]);
    }

    private static HistoryPageSource Model(BackupCoverage source) => new(
        source.System,
        source.Source,
        source.EvidenceClass,
        source.LastRun is { } run ? Day(run) : "never",
        source.LastProven is { } proven ? Day(proven) : "NEVER",
        source.LastProven is null ? "bad" : "");

    private static HistoryPageRow Row(HistoryPoint point) => new(
        Day(point.EndedAt),
        point.AsItShouldBe ? "passed" : point.Verdict.ToString().ToLowerInvariant(),
        point.AsItShouldBe ? "" : "bad",
        point.RecoverySeconds is { } seconds ? Words(seconds) : "not measured",
        point.LossSeconds is { } loss ? Words(loss) : "not measured",
        point.SizeBytes is { } size ? FigureText.Together(new ByteCount(size).ToString()) : "not measured",
        point.RunId);

    private static string Words(double seconds) => FigureText.Together(DurationText.Format(TimeSpan.FromSeconds(seconds)));

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What the page's template is filled with.</summary>
internal sealed record HistoryPageModel(string MadeAt, IReadOnlyList<HistoryPageDrill> Drills, IReadOnlyList<HistoryPageSource> Sources);

/// <summary>One drill of the page.</summary>
internal sealed record HistoryPageDrill(
    string Anchor,
    string Title,
    string DrillId,
    string System,
    string EvidenceClass,
    string LastRun,
    string LastPassed,
    string Recovery,
    string Outlook,
    IReadOnlyList<HistoryPicture> Pictures,
    IReadOnlyList<HistoryPageStage> Stages,
    IReadOnlyList<HistoryPageRow> Rows,
    IReadOnlyList<string> Regressions);

/// <summary>One stage of the last run beside those before.</summary>
internal sealed record HistoryPageStage(string Name, string Took, string Median);

/// <summary>One backup source.</summary>
internal sealed record HistoryPageSource(string System, string Source, string EvidenceClass, string LastRun, string LastProven, string Css);

/// <summary>One run in the table.</summary>
internal sealed record HistoryPageRow(string Day, string Verdict, string Css, string Recovery, string Loss, string Size, string RunId);
