using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Architecture;

/// <summary>The top level stays the one of the plan; what is hidden or built is not of the house.</summary>
public sealed class LayoutTests
{
    private static readonly string[] _rooms = ["build", "features", "fixtures", "reports", "runsettings", "src", "steps"];

    private static readonly string[] _built = ["artifacts", "node_modules", "TestResults"];

    [Test]
    public void The_top_level_has_the_rooms_of_the_plan() => Assert.That(Strangers(Folders()), Is.Empty);

    [TestCase("src")]
    [TestCase("steps")]
    [TestCase("fixtures")]
    [TestCase("reports")]
    public void A_room_of_the_plan_is_there(string room) => Assert.That(Folders(), Does.Contain(room));

    [TestCase("tests")]
    [TestCase("Common")]
    [TestCase("docs")]
    public void Another_room_at_the_top_is_complained_of(string room) => Assert.That(Strangers([.. _rooms, room]), Is.EqualTo(new[] { room }));

    private static IEnumerable<string> Folders() => new DirectoryInfo(Repository.Root).EnumerateDirectories().Select(folder => folder.Name);

    private static IEnumerable<string> Strangers(IEnumerable<string> folders) =>
        folders.Where(name => !name.StartsWith('.') && !_rooms.Contains(name) && !_built.Contains(name));
}
