using DrDrills.PostgreSql.Backups.Scripts;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Scripts;

public sealed class MembershipOptionsTests
{
    [TestCase("", "ADMIN FALSE")]
    [TestCase("ADMIN OPTION", "ADMIN TRUE")]
    [TestCase("ADMIN OPTION GRANTED BY postgres", "ADMIN TRUE")]
    [TestCase("ADMIN OPTION, INHERIT FALSE, SET FALSE GRANTED BY postgres", "ADMIN TRUE, INHERIT FALSE, SET FALSE")]
    [TestCase("INHERIT TRUE GRANTED BY \"set\"", "ADMIN FALSE, INHERIT TRUE, SET TRUE")]
    [TestCase("admin false, inherit option", "ADMIN FALSE, INHERIT TRUE, SET TRUE")]
    public void What_stands_behind_with_is_read(string words, string expected)
    {
        var membership = MembershipOptions.Of("team", SqlTokens.Of(words));

        Assert.That((membership.Role, membership.ToString()), Is.EqualTo(("team", expected)));
    }
}
