using System.Runtime.InteropServices;

namespace DrDrills.Evidence;

/// <summary>The machine and the packages that a drill ran with.</summary>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Processors">Logical processors that the process may use.</param>
/// <param name="Runtime">.NET with its version.</param>
/// <param name="ClockSource">The monotonic clock behind every duration.</param>
/// <param name="ClockFrequencyHz">Its ticks per second.</param>
/// <param name="Packages">Packages that may be replaced by stand-ins, and which was in use.</param>
public sealed record EvidenceEnvironment(
    string OperatingSystem,
    int Processors,
    string Runtime,
    string ClockSource,
    long ClockFrequencyHz,
    IReadOnlyList<EvidencePackage> Packages)
{
    /// <summary>Describes the machine that this process runs on.</summary>
    /// <param name="time">The clock that the drill was timed with.</param>
    /// <param name="packages">Packages that may be replaced by stand-ins.</param>
    public static EvidenceEnvironment OfThisMachine(TimeProvider time, IReadOnlyList<EvidencePackage> packages) => new(
        RuntimeInformation.OSDescription,
        System.Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        time == TimeProvider.System ? "monotonic clock of the operating system" : time.GetType().Name,
        time.TimestampFrequency,
        packages);
}
