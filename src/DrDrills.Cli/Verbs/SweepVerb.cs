using System.CommandLine;
using DrDrills.Cli.Options;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Cli.Verbs;

/// <summary><c>sweep</c>: removes what killed runs left on this machine and in the tenancy of <c>drdrills.json</c>.</summary>
internal static class SweepVerb
{
    public static Command Create(VerbContext context)
    {
        var json = JsonOption.Create("What was found");
        var command = new Command("sweep", "Removes what killed runs left: containers, clusters, work folders, and tagged resources of the tenancy of drdrills.json. What belongs to a living run is not touched.")
        {
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await new Sweep().SweepAsync(cancellationToken).ConfigureAwait(false);
            var cloud = await TenancyAsync(context, cancellationToken).ConfigureAwait(false);
            foreach (var line in found.Select(leftover => $"{leftover}").Concat(cloud.Leftovers.Select(leftover => $"{leftover}")).Concat(cloud.Unanswered))
            {
                context.Screen.Say(line);
            }

            var all = found.Select(leftover => (leftover.Kind, leftover.Name, leftover.RunId, leftover.Removed))
                .Concat(cloud.Leftovers.Select(leftover =>
                    (leftover.Resource.Kind, Name: leftover.Resource.Id, leftover.Resource.Tags.RunId, leftover.Removed)))
                .ToList();
            await JsonOption.WriteAsync(
                context.Screen,
                parsed.GetValue(json),
                all.Select(leftover => new { kind = leftover.Kind, name = leftover.Name, runId = leftover.RunId, removed = leftover.Removed }),
                cancellationToken).ConfigureAwait(false);
            context.Screen.Say(all.Count == 0 ? "Nothing was left." : $"{all.Count(leftover => leftover.Removed)} of {all.Count} removed.");
            return (int)(all.All(leftover => leftover.Removed) && cloud.Unanswered.Count == 0 ? ExitCode.Passed : ExitCode.DisposalFailed);
        });
        return command;
    }

    /// <summary>The tenancy of the configuration is looked at too, where one is configured.</summary>
    private static async Task<TenancySweepOutcome> TenancyAsync(VerbContext context, CancellationToken cancellationToken)
    {
        if (ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName).Oci is not { } oci)
        {
            return new TenancySweepOutcome([], []);
        }

        using var tenancy = new OciTenancy(OciTenancyOptions.Of(oci, RunIds.New(context.Time)), context.Time);
        return await new TenancySweep(tenancy, SweptKinds.All).SweepAsync(cancellationToken).ConfigureAwait(false);
    }
}
