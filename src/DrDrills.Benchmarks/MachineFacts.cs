using System.Globalization;
using System.Runtime.InteropServices;
using DrDrills.Benchmarks.Databases;

namespace DrDrills.Benchmarks;

/// <summary>What a figure was measured on.</summary>
internal static class MachineFacts
{
    private static readonly string[] _settings = ["fsync", "full_page_writes", "shared_buffers", "synchronous_commit"];

    /// <summary>Names and values, in the order to show them.</summary>
    public static IReadOnlyDictionary<string, string> Of(BenchServer server, BenchOptions options) => new Dictionary<string, string>
    {
        ["processors"] = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount}, {Processor()}"),
        ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MB"),
        ["load before the run"] = Load(),
        ["system"] = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
        ["PostgreSQL"] = $"{server.Server.Description.EngineVersion}; "
            + string.Join(", ", _settings.Select(name => $"{name}={server.Server.Description.Settings.GetValueOrDefault(name, "?")}")),
        ["run"] = string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Gigabytes} GB, largest {options.Largest} GB, {options.Rounds} rounds, {options.Connections} connections"),
    };

    private static string Processor() =>
        First("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    private static string? First(string file, string start) =>
        File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) : null;
}
