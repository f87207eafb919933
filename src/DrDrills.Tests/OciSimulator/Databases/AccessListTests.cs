using System.Net;
using NUnit.Framework;
using OciSimulator.Databases;
using OciSimulator.Hosting;

namespace DrDrills.Tests.OciSimulator.Databases;

public sealed class AccessListTests
{
    [TestCase("127.0.0.1", true, "127.0.0.1")]
    [TestCase("127.0.0.2", false, "127.0.0.1")]
    [TestCase("10.1.2.3", true, "10.1.0.0/16")]
    [TestCase("10.2.2.3", false, "10.1.0.0/16")]
    [TestCase("10.2.2.3", true, "10.1.0.0/16", "0.0.0.0/0")]
    [TestCase("10.2.2.3", false, "ocid1.vcn.oc1.ap-mumbai-1.x")]
    [TestCase("10.2.2.3", true)]
    public void Only_listed_addresses_are_admitted(string address, bool admitted, params string[] list) =>
        Assert.That(AccessList.Admits(list, IPAddress.Parse(address)), Is.EqualTo(admitted));

    [Test]
    public void One_empty_entry_takes_the_list_away() => Assert.That(AccessList.Read([""]), Is.Empty);

    [TestCase("not an address")]
    [TestCase("10.0.0.0/99")]
    public void An_entry_that_is_no_address_is_refused(string entry) =>
        Assert.That(() => AccessList.Read(["10.0.0.1", entry]), Throws.TypeOf<OciError>().With.Property("Status").EqualTo(400));
}
