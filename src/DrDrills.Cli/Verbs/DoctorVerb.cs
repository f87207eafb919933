using System.CommandLine;
using System.Text.Json;
using DrDrills.Cli.Diagnosis;
using DrDrills.Cli.Options;
using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using Spectre.Console;

namespace DrDrills.Cli.Verbs;

/// <summary><c>doctor</c>: what this machine can drill, what is missing, and the command that gets it.</summary>
internal static class DoctorVerb
{
    public static Command Create(VerbContext context)
    {
        var json = JsonOption.Create("The diagnosis");
        var environment = CommonOptions.OneOf(
            "--environment", "What is looked at: this machine, or the tenancy of drdrills.json and what its identity may do there.", "local", "local", "oci");
        var subject = new Option<string>("--grant-to")
        {
            Description = "Whom missing permissions would be granted to, as a policy statement names it. Default: group drdrills.",
            HelpName = "group",
            DefaultValueFactory = _ => "group drdrills",
        };
        var command = new Command("doctor", "What this machine can drill, what is missing, how to get it. Exit code 0 where one environment at least can drill (or, with --environment oci, no permission is missing), else 20.")
        {
            environment, subject, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (lines, canDrill, conclusion) = parsed.GetRequiredValue(environment) == "oci"
                ? await LookAtTenancyAsync(context, parsed.GetRequiredValue(subject), cancellationToken).ConfigureAwait(false)
                : await LookAtMachineAsync(context, cancellationToken).ConfigureAwait(false);
            Show(context, lines);
            await JsonOption.WriteAsync(
                context.Screen,
                parsed.GetValue(json),
                new
                {
                    canDrill,
                    lines = lines.Select(line => new
                    {
                        subject = line.Subject,
                        state = JsonNamingPolicy.KebabCaseLower.ConvertName(line.State.ToString()),
                        observed = line.Observed,
                        hint = line.Hint,
                    }),
                },
                cancellationToken).ConfigureAwait(false);
            context.Screen.Say(conclusion);
            return (int)(canDrill ? ExitCode.Passed : ExitCode.EnvironmentMissing);
        });
        return command;
    }

    private static async Task<(IReadOnlyList<DiagnosisLine> Lines, bool CanDrill, string Conclusion)> LookAtMachineAsync(
        VerbContext context, CancellationToken cancellationToken)
    {
        var diagnosis = new MachineDiagnosis(context.Root, PostgresTargets.Local(new PostgresTargetOptions()));
        var lines = await diagnosis.LookAsync(cancellationToken).ConfigureAwait(false);
        return (lines, diagnosis.CanDrill, diagnosis.CanDrill ? "This machine can drill." : "This machine cannot drill yet; the hints say what to do.");
    }

    private static async Task<(IReadOnlyList<DiagnosisLine> Lines, bool CanDrill, string Conclusion)> LookAtTenancyAsync(
        VerbContext context, string subject, CancellationToken cancellationToken)
    {
        var lines = await TenancyDiagnosis.LookAsync(
            ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName), subject, context.Time, cancellationToken).ConfigureAwait(false);
        var missing = lines.Count(line => line.State == DiagnosisState.Missing);
        return (lines, missing == 0, missing == 0
            ? "Nothing that can be asked for harmlessly is missing."
            : $"{missing} permissions are missing; add the statements to a policy of the tenancy.");
    }

    private static void Show(VerbContext context, IReadOnlyList<DiagnosisLine> lines)
    {
        var table = context.Screen.NewTable("", "What", "Seen", "How to get it");
        foreach (var line in lines)
        {
            table.AddRow(
                line.State switch
                {
                    DiagnosisState.Here => new Text("ok", new Style(Color.Green)),
                    DiagnosisState.Limited => new Text("note", new Style(Color.Yellow)),
                    _ => new Text("no", new Style(Color.Red)),
                },
                new Text(line.Subject),
                new Text(line.Observed),
                new Text(line.Hint ?? ""));
        }

        context.Screen.Console.Write(table);
    }
}
