using System.Globalization;

namespace DrDrills.Drills;

/// <summary>One process of the harness, named so that a later process with the same number is not taken for it.</summary>
/// <param name="ProcessId">Its id, in its own process space.</param>
/// <param name="Start">Clock ticks after boot at which it started.</param>
/// <param name="Boot">The boot that these ticks count from.</param>
/// <param name="Space">The process id namespace in which the id means something.</param>
public sealed record RunProcess(int ProcessId, long Start, string Boot, string Space)
{
    private static readonly string _currentBoot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
    private static readonly string _currentSpace = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";

    /// <summary>The process that asks.</summary>
    public static RunProcess ThisProcess { get; } =
        new(Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0, _currentBoot, _currentSpace);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static RunProcess? Parse(string? text) =>
        text?.Split('/') is [var id, var start, var boot, var space]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new RunProcess(processId, ticks, boot, space)
            : null;

    /// <summary>Clock ticks after boot at which a process of this machine started; null where there is no such process.</summary>
    public static long? StartOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");

            // The name in brackets may hold blanks and brackets itself; field 3 (state) follows the last one, the start is field 22.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether it still runs; null where this process cannot tell: another process space, an earlier boot, another machine.</summary>
    public bool? IsAlive() => !IsOfThisBoot || Space != _currentSpace ? null : StartOf(ProcessId) == Start;

    /// <summary>Whether it ran on this machine, since it was started.</summary>
    public bool IsOfThisBoot => Boot == _currentBoot;

    /// <summary>In one word without blanks, for a tag.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ProcessId}/{Start}/{Boot}/{Space}");
}
