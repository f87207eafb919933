using DrDrills.Backups;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class ManifestRoleTests
{
    [Test]
    public void A_membership_of_several_grantors_gives_what_any_of_them_gives()
    {
        var role = new ManifestRole("app", "INHERIT LOGIN", ["team"])
            .Joining(new ManifestMembership("team", Admin: true, Inherit: false, Set: false))
            .Joining(new ManifestMembership("team", Admin: false, Inherit: null, Set: true))
            .Joining(new ManifestMembership("crew", Admin: false, Inherit: null, Set: null));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(role.MemberOf, Is.EqualTo(new[] { "crew", "team" }));
            Assert.That(role.MembershipIn("team"), Is.EqualTo(new ManifestMembership("team", true, false, true)));
            Assert.That($"{role.MembershipIn("crew")}", Is.EqualTo("ADMIN FALSE"));
            Assert.That(role.MembershipIn("other"), Is.Null);
        }
    }
}
