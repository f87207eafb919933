using DrDrills.Backups;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class LsnTests
{
    [TestCase("0/0", 0ul)]
    [TestCase("0/5000060", 0x5000060ul)]
    [TestCase("16/B374D848", 0x16_B374D848ul)]
    [TestCase("FFFFFFFF/FFFFFFFF", ulong.MaxValue)]
    public void A_position_reads_and_prints_as_the_server_writes_it(string text, ulong value)
    {
        var lsn = Lsn.Parse(text);

        Assert.That((lsn.Value, lsn.ToString()), Is.EqualTo((value, text)));
    }

    [TestCase("")]
    [TestCase("0")]
    [TestCase("0/")]
    [TestCase("0/1/2")]
    [TestCase("G/0")]
    [TestCase("100000000/0")]
    [TestCase("-1/0")]
    public void Text_that_is_no_position_is_refused(string text) =>
        Assert.That(() => Lsn.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("16/B374D848"));

    [Test]
    public void Positions_are_ordered_by_their_number_not_their_text()
    {
        var earlier = Lsn.Parse("9/0");
        var later = Lsn.Parse("10/0");

        Assert.That(
            new[] { earlier < later, later > earlier, earlier <= later, later >= earlier, later < earlier },
            Is.EqualTo(new[] { true, true, true, true, false }));
    }
}
