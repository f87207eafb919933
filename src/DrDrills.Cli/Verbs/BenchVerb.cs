using System.CommandLine;
using System.Globalization;
using CliWrap;
using Command = System.CommandLine.Command;
using DrDrills.Cli.Options;
using DrDrills.Errors;

namespace DrDrills.Cli.Verbs;

/// <summary><c>bench</c>: the benchmark table; what it measures on, fixtures, is not this program's to see, so another one is started.</summary>
internal static class BenchVerb
{
    /// <summary>The measures that <c>--only</c> knows.</summary>
    internal static readonly IReadOnlyList<string> Measures =
        ["digest-pgbench", "digest-bharatmart", "check", "start-up", "growth", "long-rows", "compare"];

    // Time that a cancelled program has to remove its server and databases.
    private static readonly TimeSpan _disposalLimit = TimeSpan.FromMinutes(1);

    public static Command Create(VerbContext context)
    {
        var gigabytes = Number("--gigabytes", "Size of the databases that are measured on. Default: 1.", 0.01, 100);
        var largest = Number("--largest", "The largest database of the measure of growth, in gigabytes. Default: as --gigabytes, at least 1.", 0.2, 100);
        var rounds = Number("--rounds", "How many times each side is run, in turn; medians count. Default: 5.", 1, 100);
        var connections = Number("--connections", "Sessions at once on every side. Default: one per processor.", 1, 64);
        var only = new Option<string[]>("--only")
        {
            Description = $"Only this measure; may be given several times. One of {string.Join(", ", Measures)}. Default: all.",
            HelpName = "measure",
        };
        only.AcceptOnlyFromAmong([.. Measures]);
        var json = JsonOption.Create("The table with each round's figures");
        var command = new Command("bench", "Measures what proving a backup costs, as ratios against peers in the same run, on pgbench and BharatMart; exit code 11 where a reach is missed, 12 where a line could not be measured.")
        {
            gigabytes, largest, rounds, connections, only, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Option<double?>[] numbers = [gigabytes, largest, rounds, connections];
            string[] arguments =
            [
                .. numbers.SelectMany(option => Pair(option.Name, parsed.GetValue(option)?.ToString(CultureInfo.InvariantCulture))),
                .. (parsed.GetValue(only) ?? []).SelectMany(measure => Pair("--only", measure)),
                .. Pair("--json", parsed.GetValue(json)),
            ];
            return await RunAsync(context, arguments, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(VerbContext context, string[] arguments, CancellationToken cancellationToken)
    {
        // Both are built side by side; what is measured end to end is this very program.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "DrDrills.Benchmarks", here.Name, "DrDrills.Benchmarks.dll");
        if (!File.Exists(program))
        {
            throw new EngineUnavailableException(
                "DR3140", "benchmarks", $"The benchmarks are not built: there is no '{program}'.", "start them with the clone's front door: ./drdrills bench.");
        }

        using var forced = new CancellationTokenSource();
        using var asked = cancellationToken.Register(() => forced.CancelAfter(_disposalLimit));
        var done = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(["exec", program, "--command-line", Path.Combine(here.FullName, "DrDrills.Cli.dll"), .. arguments])
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => context.Screen.Results.WriteLine(line)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(context.Screen.Say))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(forced.Token, cancellationToken)
            .ConfigureAwait(false);
        return done.ExitCode;
    }

    private static string[] Pair(string name, string? value) => value is null ? [] : [name, value];

    private static Option<double?> Number(string name, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most)
            {
                return number;
            }

            result.AddError(FormattableString.Invariant($"{name} is '{result.Tokens[0].Value}'; expected a number from {least} to {most}."));
            return null;
        },
    };
}
