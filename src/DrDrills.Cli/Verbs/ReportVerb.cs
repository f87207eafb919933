using System.CommandLine;
using DrDrills.Cli.Running;
using DrDrills.Drills;

namespace DrDrills.Cli.Verbs;

/// <summary><c>report</c>: builds report and summary of finished runs again, shards merged into one.</summary>
internal static class ReportVerb
{
    public static Command Create(VerbContext context)
    {
        var folders = new Argument<DirectoryInfo[]>("folder")
        {
            Description = "Folder of a finished run; several are shards of one run.",
            Arity = ArgumentArity.OneOrMore,
        };
        folders.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Directory.Exists(token.Value)))
            {
                result.AddError($"The run's folder '{token.Value}' does not exist.");
            }
        });
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder for report and summary. Default: the run's own folder; for several a new one beside the first.",
            HelpName = "folder",
        };
        var command = new Command("report", "Rebuilds one Allure HTML and one summary from the folders of finished runs; exit code as of the runs.")
        {
            folders, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var runs = parsed.GetRequiredValue(folders).Select(folder => new RunFolder(folder.FullName)).ToList();
            var into = parsed.GetValue(output) is { } named ? new RunFolder(named.FullName)
                : runs.Count == 1 ? runs[0]
                // A shard was sealed as it is; what is made of several is a run of its own.
                : new RunFolder(Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runs[0].Path)))!, RunIds.New(context.Time)));
            Directory.CreateDirectory(into.Path);
            return (int)await new RunConclusion(context, CloneRoot.Required(context))
                .TellAsync(runs, into, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
