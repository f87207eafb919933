using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Steps.Hooks;

/// <summary>What the run was started with: environment variables, set by the front door or by a runsettings file.</summary>
/// <param name="RunId">DRDRILLS_RUN_ID; a new one where none is given.</param>
/// <param name="Out">DRDRILLS_OUT; <c>reports/runs/&lt;run-id&gt;/</c> where none is given.</param>
/// <param name="Target">DRDRILLS_ENVIRONMENT: auto, local or container. Default: auto.</param>
/// <param name="Scale">DRDRILLS_SCALE: size of BharatMart, 1 is about 50 MB. Default: 1.</param>
/// <param name="Trigger">DRDRILLS_TRIGGER: schedule, manual or change:ID. Default: manual.</param>
public sealed record RunSettings(string RunId, DirectoryInfo Out, TargetKind Target, decimal Scale, string Trigger)
{
    public static RunSettings Current { get; } = Read(Environment.GetEnvironmentVariable);

    public DirectoryInfo AllureResults => new(Path.Combine(Out.FullName, "allure-results"));

    public DirectoryInfo Evidence => new(Path.Combine(Out.FullName, "evidence"));

    /// <exception cref="ConfigurationInvalidException">A variable has a value that is not understood.</exception>
    public static RunSettings Read(Func<string, string?> variable)
    {
        string? Value(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name)!.Trim();
        var mistakes = new List<string>();
        var target = TargetKind.Auto;
        if (Value("DRDRILLS_ENVIRONMENT") is { } environment
            && (!Enum.TryParse(environment, ignoreCase: true, out target) || target == TargetKind.Remote))
        {
            mistakes.Add($"DRDRILLS_ENVIRONMENT is '{environment}'; expected auto, local or container.");
        }

        var scale = 1m;
        if (Value("DRDRILLS_SCALE") is { } size
            && (!decimal.TryParse(size, NumberStyles.Number, CultureInfo.InvariantCulture, out scale) || scale is <= 0 or > 1000))
        {
            mistakes.Add($"DRDRILLS_SCALE is '{size}'; expected a number above 0 and at most 1000.");
        }

        if (mistakes.Count > 0)
        {
            throw new ConfigurationInvalidException("The environment", mistakes);
        }

        var runId = Value("DRDRILLS_RUN_ID") ?? RunIds.New(TimeProvider.System);
        var folder = Value("DRDRILLS_OUT") ?? Path.Combine(Repository.Root.FullName, "reports", "runs", runId);
        return new RunSettings(runId, new DirectoryInfo(folder), target, scale, Value("DRDRILLS_TRIGGER") ?? "manual");
    }
}
