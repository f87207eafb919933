using DrDrills.PostgreSql.Servers.Local;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

public sealed class ControlDataTests
{
    [TestCase(1 << 20, null)]
    [TestCase(16 << 20, null)]
    [TestCase(64 << 20, "128MB")]
    [TestCase(1 << 30, "2048MB")]
    public void A_copy_has_room_for_two_segments_of_the_log(int segment, string? least) =>
        Assert.That(Settings($"Bytes per WAL segment: {segment}").GetValueOrDefault("min_wal_size"), Is.EqualTo(least));

    [TestCase(64, null)]
    [TestCase(2000, "2000")]
    public void A_copy_has_at_least_as_many_locks_as_the_source_and_as_ours_have(int locks, string? floor) => Assert.That(
        Settings($"Bytes per WAL segment: 16777216\nmax_locks_per_xact setting: {locks}").GetValueOrDefault("max_locks_per_transaction"), Is.EqualTo(floor));

    private static IReadOnlyDictionary<string, string> Settings(string output)
    {
        var folder = new DirectoryInfo("/nonexistent");
        return ControlData.Parse(folder, 0, output, "").WithFloors(folder, new Dictionary<string, string>());
    }
}
