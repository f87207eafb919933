using DrDrills.Backups;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class ByteCountTests
{
    [TestCase(0, "0 B")]
    [TestCase(1023, "1023 B")]
    [TestCase(1024, "1 KiB")]
    [TestCase(50_541_363, "48.2 MiB")]
    [TestCase(long.MaxValue, "8388608 TiB")]
    public void A_size_is_printed_in_powers_of_1024(long bytes, string text) =>
        Assert.That(new ByteCount(bytes).ToString(), Is.EqualTo(text));
}
