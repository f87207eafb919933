using System.CommandLine;
using System.CommandLine.Help;
using DrDrills.Cli.Options;
using DrDrills.Cli.Output;
using DrDrills.Cli.Verbs;
using DrDrills.Errors;

namespace DrDrills.Cli;

/// <summary>The verbs, and what comes of calling one: always an exit code of the published table, never an unhandled exception.</summary>
internal static class CommandLine
{
    // Time that a cancelled verb has to dispose of what it made before the process ends anyway.
    private static readonly TimeSpan _disposalLimit = TimeSpan.FromMinutes(2);

    // '@smoke' is a tag here, not the name of a file with more arguments.
    private static readonly ParserConfiguration _parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses and runs one command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Screen screen, TimeProvider time)
    {
        var parsed = Build(new VerbContext(screen, time, CloneRoot.Find())).Parse(arguments, _parser);
        if (parsed.Errors.Count > 0)
        {
            return (int)FailureReport.Say(
                screen,
                new ConfigurationInvalidException("The command line", [.. parsed.Errors.Select(error => Redaction.Of(error.Message)).Distinct()]));
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = _disposalLimit,
                Output = screen.Results,
            }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The border of the process: everything becomes an exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return (int)FailureReport.Say(screen, failure);
        }
    }

    /// <summary>The tree of verbs.</summary>
    public static Command Build(VerbContext context) => new("drdrills", """
        Automated disaster-recovery drills: restores a backup, proves it, times it.

        Exit codes: 0 passed, 1 internal, 2 usage or configuration, 10 verification failed, 11 objective missed, 12 inconclusive,
        20 environment missing, 21 disposal failed, 130 cancelled.
        """)
    {
        new HelpOption(),
        new VersionOption(),
        RunVerb.Create(context),
        TestVerb.Create(context),
        DoctorVerb.Create(context),
        CheckVerb.Create(context),
        CompareVerb.Create(context),
        CaptureVerb.Create(context),
        ManifestVerb.Create(context),
        ReportVerb.Create(context),
        EvidenceVerb.Create(context),
        ReviewVerb.Create(context),
        HistoryVerb.Create(context),
        SweepVerb.Create(context),
        BenchVerb.Create(context),
    };
}
