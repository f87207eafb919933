using DrDrills.Oci.BlockVolumes;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.BlockVolumes;

public sealed class DebugfsTextTests
{
    [Test]
    public void Owners_are_read_from_a_listing() => Assert.That(
        DebugfsText.EntriesOf("/12/040755/0/0/.//\n/2/040755/0/0/..//\n/13/100640/1001/4/api 1.log/200000/\n\n"),
        Is.EqualTo([("api 1.log", (1001L, 4L))]));

    [Test]
    public void Owner_and_time_of_a_link_are_read_from_its_inode() => Assert.That(
        DebugfsText.FactsOf("""
            Inode: 13   Type: symlink    Mode:  0777   Flags: 0x0
            Generation: 0    Version: 0x00000000:00000000
            User:  1001   Group:     4   Project:     0   Size: 9
             ctime: 0x6b04a13f:00000000 -- Mon Nov 23 20:25:35 2026
             mtime: 0x6a000000:00000000 -- Sun May 10 05:03:28 2026
            """),
        Is.EqualTo(new VolumeFacts(1001, 4, 0x6a000000)));

    [Test]
    public void A_banner_and_owners_that_could_not_be_given_are_no_errors() => Assert.That(
        DebugfsText.ErrorsOf("debugfs 1.47.0 (5-Feb-2023)\nrdump: Operation not permitted while changing ownership of x\nrdump: Bad magic number\n"),
        Is.EqualTo(["rdump: Bad magic number"]));
}
