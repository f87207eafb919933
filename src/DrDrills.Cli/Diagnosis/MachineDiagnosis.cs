using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DrDrills.Backups;
using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.Cli.Diagnosis;

/// <summary>Looks at what this machine can drill. Changes nothing.</summary>
/// <param name="root">The clone, or null.</param>
/// <param name="targets">Where PostgreSQL could be restored.</param>
internal sealed partial class MachineDiagnosis(DirectoryInfo? root, IReadOnlyList<IPostgresTarget> targets)
{
    private static readonly string[] _debugfs = ["/usr/sbin/debugfs", "/sbin/debugfs"];

    private const long SmallDisk = 5L * 1024 * 1024 * 1024;
    private const int LeastNode = 20;

    /// <summary>Whether one target at least can drill; known after <see cref="LookAsync"/>.</summary>
    public bool CanDrill { get; private set; }

    /// <summary>Looks at everything.</summary>
    public async Task<IReadOnlyList<DiagnosisLine>> LookAsync(CancellationToken cancellationToken)
    {
        var lines = new List<DiagnosisLine>();
        foreach (var target in targets)
        {
            lines.Add(await TargetAsync(target, cancellationToken).ConfigureAwait(false));
        }

        lines.Add(await DotNetAsync(cancellationToken).ConfigureAwait(false));
        lines.Add(Programs());
        lines.Add(await EngineAsync(cancellationToken).ConfigureAwait(false));
        lines.Add(await ImageAsync(cancellationToken).ConfigureAwait(false));
        lines.Add(Account());
        lines.Add(Ext4());
        lines.Add(Wrappings());
        lines.Add(await PgBackRestAsync(cancellationToken).ConfigureAwait(false));
        lines.Add(await IsolationAsync(cancellationToken).ConfigureAwait(false));
        lines.Add(await NodeAsync(cancellationToken).ConfigureAwait(false));
        lines.Add(Allure());
        lines.Add(StandIns());
        lines.Add(Disk());
        lines.Add(Configured());
        return lines;
    }

    private async Task<DiagnosisLine> TargetAsync(IPostgresTarget target, CancellationToken cancellationToken)
    {
        var subject = $"{target.Kind.ToString().ToLowerInvariant()} environment";
        var reason = await target.ObstacleInSightAsync(cancellationToken).ConfigureAwait(false);
        CanDrill |= reason is null;
        if (reason is null)
        {
            return new DiagnosisLine(subject, DiagnosisState.Here, $"./drdrills run --environment {target.Kind.ToString().ToLowerInvariant()}");
        }

        var lines = reason.Split('\n', 2);
        return new DiagnosisLine(subject, DiagnosisState.Missing, lines[0], lines.Length > 1 ? lines[1].Replace("Hint: ", "", StringComparison.Ordinal) : null);
    }

    private static async Task<DiagnosisLine> DotNetAsync(CancellationToken cancellationToken) =>
        await Question.AskAsync("dotnet", ["--version"], cancellationToken).ConfigureAwait(false) is { } version
            ? new DiagnosisLine(".NET SDK", DiagnosisState.Here, version)
            : new DiagnosisLine(".NET SDK", DiagnosisState.Missing, "no dotnet on the PATH", "https://dotnet.microsoft.com/download/dotnet/10.0");

    private static DiagnosisLine Programs() => HostTools.TryFind() is { } tools
        ? new DiagnosisLine("PostgreSQL server and client programs", DiagnosisState.Here, $"{tools.Version} in {tools.Directory.FullName}")
        : new DiagnosisLine(
            "PostgreSQL server and client programs", DiagnosisState.Missing, "none found", "sudo apt-get install postgresql postgresql-client");

    private static DiagnosisLine Ext4() => _debugfs.FirstOrDefault(File.Exists) is { } program
        ? new DiagnosisLine(
            "ext4 programs", DiagnosisState.Here, $"{program}; volumes are {(Environment.IsPrivilegedProcess ? "mounted read-only" : "read without mounting them")}")
        : new DiagnosisLine("ext4 programs", DiagnosisState.Missing, "no debugfs: volumes cannot be made or read", "sudo apt-get install e2fsprogs");

    /// <summary>Needed only for backups that are wrapped so.</summary>
    private static DiagnosisLine Wrappings()
    {
        const string subject = "programs for compressed and encrypted backups";
        var missing = WrappingPrograms.All.Where(known => !WrappingPrograms.IsHere(known.Program)).ToList();
        return missing.Count == 0
            ? new DiagnosisLine(subject, DiagnosisState.Here, string.Join(", ", WrappingPrograms.All.Select(known => known.Program)))
            : new DiagnosisLine(
                subject,
                DiagnosisState.Limited,
                $"no {string.Join(", ", missing.Select(known => known.Program))}: backups wrapped so cannot be checked",
                $"sudo apt-get install {string.Join(' ', missing.Select(known => known.Package))}");
    }

    private static async Task<DiagnosisLine> PgBackRestAsync(CancellationToken cancellationToken) =>
        await Question.AskAsync("pgbackrest", ["version"], cancellationToken).ConfigureAwait(false) is { Length: > 0 } version
            ? new DiagnosisLine("pgBackRest", DiagnosisState.Here, version)
            : new DiagnosisLine(
                "pgBackRest", DiagnosisState.Limited, "not installed; only its own repositories need it", "sudo apt-get install pgbackrest");

    private static async Task<DiagnosisLine> EngineAsync(CancellationToken cancellationToken) =>
        await Question.AskAsync("docker", ["version", "--format", "{{.Server.Version}}, API {{.Server.APIVersion}}"], cancellationToken)
            .ConfigureAwait(false) is { Length: > 0 } version
            ? new DiagnosisLine("container engine", DiagnosisState.Here, version)
            : new DiagnosisLine(
                "container engine", DiagnosisState.Missing, "none answers", "sudo apt-get install docker.io, then 'sudo systemctl start docker'");

    private async Task<DiagnosisLine> ImageAsync(CancellationToken cancellationToken)
    {
        var image = new PostgresTargetOptions().Image;
        return await Question.AskAsync("docker", ["image", "inspect", "--format", "{{.Id}}", image], cancellationToken).ConfigureAwait(false) is { } id
            ? new DiagnosisLine("container image", DiagnosisState.Here, $"{image}, {id}")
            : new DiagnosisLine(
                "container image",
                DiagnosisState.Limited,
                $"{image} is not here yet; it is pulled, or built from the installed packages, when a drill needs it",
                root is null ? $"docker pull {image}" : $"docker pull {image}, or fixtures/images/build-postgres-image.sh");
    }

    private static DiagnosisLine Account() => ServerAccount.ForThisProcess() is { } account
        ? new DiagnosisLine("unprivileged account of local servers", DiagnosisState.Here, account.Name)
        : new DiagnosisLine(
            "unprivileged account of local servers",
            DiagnosisState.Missing,
            "PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody' to run it",
            "sudo apt-get install postgresql (makes the account)");

    private static async Task<DiagnosisLine> IsolationAsync(CancellationToken cancellationToken) =>
        await LocalTarget.CanIsolateAsync(cancellationToken).ConfigureAwait(false)
            ? new DiagnosisLine("network isolation of local servers", DiagnosisState.Here, "network namespaces")
            : new DiagnosisLine(
                "network isolation of local servers",
                DiagnosisState.Limited,
                "this machine allows no network namespaces; without --allow-egress, drills end inconclusive before a restore",
                "run as root, or allow unprivileged user namespaces, or use --environment container");

    private async Task<DiagnosisLine> NodeAsync(CancellationToken cancellationToken)
    {
        var own = root is null ? null : Path.Combine(root.FullName, ".tools", "node", "bin", "node");
        var version = await Question.AskAsync(own is not null && File.Exists(own) ? own : "node", ["--version"], cancellationToken)
            .ConfigureAwait(false);
        return version is not null && int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= LeastNode
            ? new DiagnosisLine("Node.js (for the report)", DiagnosisState.Here, version)
            : new DiagnosisLine(
                "Node.js (for the report)", DiagnosisState.Missing, version is null ? "none" : $"{version}; Allure 3 needs {LeastNode} or newer",
                "./drdrills run fetches it; or install Node.js " + LeastNode + " or newer");
    }

    private DiagnosisLine Allure()
    {
        const string subject = "Allure 3 command line";
        var package = root is null ? null : Path.Combine(root.FullName, ".tools", "allure", "node_modules", "allure", "package.json");
        if (package is null || !File.Exists(package))
        {
            return new DiagnosisLine(subject, DiagnosisState.Missing, "not installed", "./drdrills run installs it into .tools/allure");
        }

        using var document = JsonDocument.Parse(File.ReadAllText(package));
        return new DiagnosisLine(subject, DiagnosisState.Here, document.RootElement.GetProperty("version").GetString() ?? "");
    }

    private DiagnosisLine StandIns()
    {
        const string subject = "Reqnroll, Allure.NUnit and OCI SDK";
        var file = root is null ? null : Path.Combine(root.FullName, "feed.local.props");
        var answer = file is not null && File.Exists(file)
            ? XDocument.Load(file).Descendants("UseStandIns").FirstOrDefault()?.Value
            : null;
        return answer switch
        {
            "true" => new DiagnosisLine(
                subject, DiagnosisState.Limited, "stand-ins of src/StandIns: the package feed lacks the real packages",
                "delete feed.local.props to ask the feed again"),
            "false" => new DiagnosisLine(subject, DiagnosisState.Here, "the real packages"),
            _ => new DiagnosisLine(subject, DiagnosisState.Limited, "the feed has not been asked yet", "dotnet build DrDrills.sln asks it"),
        };
    }

    private static DiagnosisLine Disk()
    {
        var folder = RunRoot.Default.Parent!.FullName;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return new DiagnosisLine(
            "disk space for copies",
            free < SmallDisk ? DiagnosisState.Limited : DiagnosisState.Here,
            $"{new ByteCount(free)} free in {folder}",
            free < SmallDisk ? "name a larger disk: TMPDIR=/folder ./drdrills …" : null);
    }

    private static DiagnosisLine Configured()
    {
        try
        {
            var systems = ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName).Systems;
            return new DiagnosisLine(
                DrDrillsConfiguration.FileName, DiagnosisState.Here,
                systems.Count == 0 ? "none here; not needed for the drills of features/" : string.Join(", ", systems.Select(system => system.Name)));
        }
        catch (ConfigurationInvalidException e)
        {
            return new DiagnosisLine(
                DrDrillsConfiguration.FileName, DiagnosisState.Missing, $"{e.Mistakes.Count} mistakes", Lines().Replace(string.Join("; ", e.Mistakes), " "));
        }
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Lines();
}
