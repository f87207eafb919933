using System.Globalization;
using DrDrills.Cli.Options;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Verification;
using Spectre.Console;

namespace DrDrills.Cli.Checking;

/// <summary>Tells what one check came to: every verification, every finding, both objectives, one verdict.</summary>
internal sealed class CheckConclusion(VerbContext context, CheckRequest request, ProofHistory? history)
{
    private const int MostFindings = 50;

    /// <summary>Says it, and writes the record where it was asked for; a cancelled run leaves its record too.</summary>
    public async Task TellAsync(DrillRun run, EvidenceRecord record)
    {
        ShowVerifications(run);
        ShowFindings(run);
        foreach (var deviation in run.Deviations)
        {
            context.Screen.Say("Deviation: " + deviation);
        }

        if (run.Error is { } error)
        {
            context.Screen.Say(error.Message);
        }

        context.Screen.Say("Stages: " + string.Join(", ", run.Stages
            .Where(stage => stage.State != StageState.Skipped)
            .Select(stage => $"{StageNames.Of(stage.Stage)} {DurationText.Format(stage.Duration)}")));
        context.Screen.Say(run.RecoveryTime.ToString());
        context.Screen.Say(run.DataLoss.ToString());
        context.Screen.Say($"{run.Verdict.ToString().ToUpperInvariant()} (compared with {BasisOf(run)}): {run.VerdictReason}");
        if (request.Output is { } folder)
        {
            var file = await EvidenceJson.WriteAsync(record, folder, CancellationToken.None).ConfigureAwait(false);
            context.Screen.Say("Evidence record: " + file.FullName);
        }

        await KeepAsync(record).ConfigureAwait(false);
        await JsonOption.WriteTextAsync(context.Screen, request.Json, EvidenceJson.Format(record), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A history that nobody asked for and that cannot be written takes nothing from a proof.</summary>
    private async Task KeepAsync(EvidenceRecord record)
    {
        if (history is null || history.Folder.FullName == request.Output?.FullName)
        {
            return;
        }

        try
        {
            var file = await history.KeepAsync(record, CancellationToken.None).ConfigureAwait(false);
            context.Screen.Say("Kept for later checks of the same source: " + file.FullName);
        }
        catch (EvidenceNotWrittenException e) when (!request.HistoryIsNamed)
        {
            context.Screen.Say($"Warning: not kept for later checks of the same source: {e.Statement}");
        }
    }

    private void ShowVerifications(DrillRun run)
    {
        var table = context.Screen.NewTable("Verification", "Verdict", "What was looked at");
        foreach (var outcome in run.Verifications)
        {
            var colour = outcome.Verdict switch { Verdict.Passed => Color.Green, Verdict.Failed => Color.Red, _ => Color.Yellow };
            table.AddRow(
                new Text(outcome.Title),
                new Text(outcome.Verdict.ToString().ToLowerInvariant(), new Style(colour)),
                new Text(outcome.InconclusiveBecause ?? outcome.Scope));
        }

        context.Screen.Console.Write(table);
    }

    private void ShowFindings(DrillRun run)
    {
        var findings = run.Findings.ToList();
        foreach (var finding in findings.Take(MostFindings))
        {
            context.Screen.Say($"{(finding.Severity == FindingSeverity.Error ? "Finding" : "Note")}: {finding}");
        }

        if (findings.Count > MostFindings)
        {
            context.Screen.Say($"… and {findings.Count - MostFindings} more; --json and --out have all of them.");
        }
    }

    private static string BasisOf(DrillRun run) => run.ComparisonBasis switch
    {
        ComparisonBasis.Manifest => "its manifest",
        ComparisonBasis.SelfConsistentOnly => "itself only",
        ComparisonBasis.Live when run.Plan.Live is { } live =>
            $"the live source at {live.Manifest.TakenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
        var other => other.ToString().ToLowerInvariant(),
    };
}
