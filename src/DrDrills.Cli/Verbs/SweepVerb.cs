using System.CommandLine;
using DrDrills.Cli.Options;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Cli.Verbs;

/// <summary><c>sweep</c>: removes what killed runs left on this machine.</summary>
internal static class SweepVerb
{
    public static Command Create(VerbContext context)
    {
        var json = JsonOption.Create("What was found");
        var command = new Command("sweep", "Removes what killed runs left: containers, clusters, work folders. What belongs to a living run is not touched.")
        {
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await new Sweep().SweepAsync(cancellationToken).ConfigureAwait(false);
            foreach (var leftover in found)
            {
                context.Screen.Say(leftover.ToString());
            }

            await JsonOption.WriteAsync(
                context.Screen,
                parsed.GetValue(json),
                found.Select(leftover => new { kind = leftover.Kind, name = leftover.Name, runId = leftover.RunId, removed = leftover.Removed }),
                cancellationToken).ConfigureAwait(false);
            context.Screen.Say(found.Count == 0 ? "Nothing was left." : $"{found.Count(leftover => leftover.Removed)} of {found.Count} removed.");
            return (int)(found.All(leftover => leftover.Removed) ? ExitCode.Passed : ExitCode.DisposalFailed);
        });
        return command;
    }
}
