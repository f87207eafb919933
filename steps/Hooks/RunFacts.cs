using System.Reflection;
using Allure.NUnit;
using CliWrap;
using CliWrap.Buffered;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Steps.Hooks;

/// <summary>What is true of the whole run and goes into every record.</summary>
internal static class RunFacts
{
    private static readonly Lazy<Task<Stated<string>>> Commit = new(ReadCommitAsync);

    public static string ProductVersion { get; } = Version(typeof(DrillRunner).Assembly);

    /// <summary>Packages that may be stand-ins: a stand-in says so in its assembly's metadata.</summary>
    public static IReadOnlyList<EvidencePackage> Packages { get; } =
    [
        Package("Reqnroll.NUnit", typeof(BindingAttribute).Assembly),
        Package("Allure.NUnit", typeof(AllureNUnitAttribute).Assembly),
        Package("OCI.DotNetSDK", OciSdk.Assembly, OciSdk.Version),
    ];

    public static IReadOnlyList<string> NotTested { get; } =
    [
        "Production's recovery time: the drill ran on fixtures on this machine (evidence class mechanism).",
        "Fetching the backup from the place where production keeps it.",
        "Switching production's traffic to the restored system.",
    ];

    /// <summary>The same for a drill on real backups.</summary>
    public static IReadOnlyList<string> NotTestedOnTenancy { get; } = ["Switching production's traffic to the restored system."];

    public static Task<Stated<string>> GitCommitAsync() => Commit.Value;

    private static EvidencePackage Package(string name, Assembly assembly, string? version = null) => new(
        name,
        version ?? Version(assembly),
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data is { Key: "StandIn", Value: "true" }));

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static async Task<Stated<string>> ReadCommitAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            var git = await Cli.Wrap("git")
                .WithArguments(["-C", Repository.Root.FullName, "log", "-1", "--format=%H", "--", "features"])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(limit.Token);
            return git is { ExitCode: 0, StandardOutput: { Length: > 0 } commit }
                ? Stated.Of(commit.Trim())
                : Stated.NotRecorded<string>("the feature files do not lie in a git checkout");
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            return Stated.NotRecorded<string>($"git could not be asked: {e.Message}");
        }
    }
}
