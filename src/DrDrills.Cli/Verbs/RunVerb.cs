using System.CommandLine;
using DrDrills.Cli.Options;
using DrDrills.Cli.Running;

namespace DrDrills.Cli.Verbs;

/// <summary><c>run</c>: the drills of <c>features/</c>.</summary>
internal static class RunVerb
{
    public static Command Create(VerbContext context)
    {
        var environment = CommonOptions.OneOf(
            "--environment",
            "Where PostgreSQL is restored; auto is the first that works, container before local, and is printed. oci: the tenancy and the systems of drdrills.json, real backups, only scenarios tagged @provider.",
            Environment.GetEnvironmentVariable("DRDRILLS_ENVIRONMENT") is { Length: > 0 } given ? given : "auto",
            "auto", "local", "container", "oci");
        var tags = CommonOptions.Parsed(
            "--tags", "Only scenarios with these tags: '@smoke and not (@slow or @oci)'. Default: all.", "expression", TagExpression.ToCondition);
        var shard = CommonOptions.Parsed(
            "--shard", "Only the I-th of N parts, split by a hash of the scenario's name: 1/3, 2/3, 3/3. Default: all.", "I/N", Shard.Parse);
        var allowEgress = CommonOptions.AllowEgress();
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "The run's folder, new or empty. Default: reports/runs/<run-id>/.",
            HelpName = "folder",
        };
        var command = new Command("run", "Runs the drills: live progress, a summary table, Allure HTML and evidence records under the run's folder.")
        {
            environment, tags, shard, allowEgress, output,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await new DrillSession(context).RunAsync(
            parsed.GetRequiredValue(environment),
            parsed.GetValue(tags),
            parsed.GetValue(shard),
            parsed.GetValue(allowEgress),
            parsed.GetValue(output),
            cancellationToken).ConfigureAwait(false));
        return command;
    }
}
