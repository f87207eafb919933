using System.Globalization;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Steps.Hooks;

/// <summary>What the run was started with: environment variables, set by the front door or by a runsettings file.</summary>
/// <param name="RunId">DRDRILLS_RUN_ID; a new one where none is given.</param>
/// <param name="Out">DRDRILLS_OUT; <c>reports/runs/&lt;run-id&gt;/</c> where none is given.</param>
/// <param name="Target">DRDRILLS_ENVIRONMENT: auto, local, container or oci. Default: auto, which oci is too as far as PostgreSQL goes.</param>
/// <param name="Scale">DRDRILLS_SCALE: size of BharatMart, 1 is about 50 MB. Default: 1.</param>
/// <param name="Trigger">DRDRILLS_TRIGGER: schedule, manual or change:ID. Default: manual.</param>
/// <param name="AllowEgress">DRDRILLS_ALLOW_EGRESS: whether copies may be restored where nothing proves them cut off. Default: false.</param>
public sealed record RunSettings(
    string RunId, DirectoryInfo Out, TargetKind Target, decimal Scale, string Trigger, bool AllowEgress)
{
    private const string OnTenancy = "oci";

    /// <summary>The tenancy and the systems of DRDRILLS_CONFIGURATION (drdrills.json of the repository unless set), for oci; else null.</summary>
    public DrDrillsConfiguration? Provider { get; private init; }

    /// <summary>DRDRILLS_OPERATOR: who watches over the run, or null.</summary>
    public string? Operator { get; private init; }

    /// <summary>DRDRILLS_RETAIN_EVIDENCE: how long the evidence is kept, such as '2192 days', or null.</summary>
    public TimeSpan? RetainFor { get; private init; }

    public static RunSettings Current { get; } = Read(Environment.GetEnvironmentVariable);

    public DirectoryInfo AllureResults => new(Path.Combine(Out.FullName, "allure-results"));

    public DirectoryInfo Evidence => new(Path.Combine(Out.FullName, "evidence"));

    /// <exception cref="ConfigurationInvalidException">A variable has a value that is not understood.</exception>
    public static RunSettings Read(Func<string, string?> variable)
    {
        string? Value(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name)!.Trim();
        var mistakes = new List<string>();
        var target = TargetKind.Auto;
        var provider = Value("DRDRILLS_ENVIRONMENT") == OnTenancy
            ? ConfigurationReader.ReadFile(Value("DRDRILLS_CONFIGURATION") ?? Path.Combine(Repository.Root.FullName, DrDrillsConfiguration.FileName))
            : null;
        if (provider is { Oci: null })
        {
            mistakes.Add("DRDRILLS_ENVIRONMENT is 'oci', and the configuration names no tenancy.");
        }

        if (provider is null && Value("DRDRILLS_ENVIRONMENT") is { } environment
            && (!Enum.TryParse(environment, ignoreCase: true, out target) || target == TargetKind.Remote))
        {
            mistakes.Add($"DRDRILLS_ENVIRONMENT is '{environment}'; expected auto, local, container or oci.");
        }

        var scale = 1m;
        if (Value("DRDRILLS_SCALE") is { } size
            && (!decimal.TryParse(size, NumberStyles.Number, CultureInfo.InvariantCulture, out scale) || scale is <= 0 or > 1000))
        {
            mistakes.Add($"DRDRILLS_SCALE is '{size}'; expected a number above 0 and at most 1000.");
        }

        var allowEgress = false;
        if (Value("DRDRILLS_ALLOW_EGRESS") is { } egress && !bool.TryParse(egress, out allowEgress))
        {
            mistakes.Add($"DRDRILLS_ALLOW_EGRESS is '{egress}'; expected true or false.");
        }

        var retained = TimeSpan.Zero;
        if (Value("DRDRILLS_RETAIN_EVIDENCE") is { } retain && (!DurationText.TryParse(retain, out retained) || retained == TimeSpan.Zero))
        {
            mistakes.Add($"DRDRILLS_RETAIN_EVIDENCE is '{retain}'; expected a duration above zero, such as '2192 days'.");
        }

        if (mistakes.Count > 0)
        {
            throw new ConfigurationInvalidException("The environment", mistakes);
        }

        var runId = Value("DRDRILLS_RUN_ID") ?? RunIds.New(TimeProvider.System);
        var folder = Value("DRDRILLS_OUT") ?? Path.Combine(Repository.Root.FullName, "reports", "runs", runId);
        return new RunSettings(runId, new DirectoryInfo(folder), target, scale, Value("DRDRILLS_TRIGGER") ?? "manual", allowEgress)
        {
            Provider = provider,
            Operator = Value("DRDRILLS_OPERATOR"),
            RetainFor = retained == TimeSpan.Zero ? null : retained,
        };
    }
}
