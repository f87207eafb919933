using System.CommandLine;
using System.Text.Json;
using DrDrills.Cli.Diagnosis;
using DrDrills.Cli.Options;
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
        var command = new Command("doctor", "What this machine can drill, what is missing, how to get it. Exit code 0 where one environment at least can drill, else 20.")
        {
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var diagnosis = new MachineDiagnosis(context.Root, PostgresTargets.Local(new PostgresTargetOptions()));
            var lines = await diagnosis.LookAsync(cancellationToken).ConfigureAwait(false);
            Show(context, lines);
            await JsonOption.WriteAsync(
                context.Screen,
                parsed.GetValue(json),
                new
                {
                    canDrill = diagnosis.CanDrill,
                    lines = lines.Select(line => new
                    {
                        subject = line.Subject,
                        state = JsonNamingPolicy.KebabCaseLower.ConvertName(line.State.ToString()),
                        observed = line.Observed,
                        hint = line.Hint,
                    }),
                },
                cancellationToken).ConfigureAwait(false);
            context.Screen.Say(diagnosis.CanDrill ? "This machine can drill." : "This machine cannot drill yet; the hints say what to do.");
            return (int)(diagnosis.CanDrill ? ExitCode.Passed : ExitCode.EnvironmentMissing);
        });
        return command;
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
