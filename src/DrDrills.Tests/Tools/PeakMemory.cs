using System.Globalization;

namespace DrDrills.Tests.Tools;

/// <summary>The most memory that this process held at once, as the kernel counts it.</summary>
internal sealed class PeakMemory
{
    private readonly long _before;

    private PeakMemory(long before) => _before = before;

    /// <summary>How far the peak rose above what was held at the beginning.</summary>
    public long GrowthBytes => Read("VmHWM") - _before;

    /// <summary>Forgets earlier peaks.</summary>
    public static PeakMemory Begin()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
        return new PeakMemory(Read("VmRSS"));
    }

    private static long Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(one => one.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
