using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Architecture;

public sealed class SourcesTests
{
    private static readonly string[] _all = ["src", "steps", "fixtures"];

    [Test]
    public void No_source_reads_a_clock_that_is_not_injected() => Assert.That(Over(NotStandIn, Sources.Clocks), Is.Empty);

    [Test]
    public void No_source_is_longer_than_a_reader_can_hold() => Assert.That(Over(_ => true, Sources.Size), Is.Empty);

    [Test]
    public void Every_suppression_gives_its_reason() => Assert.That(Over(_ => true, Sources.Suppressions), Is.Empty);

    [Test]
    public void Names_say_what_a_thing_is() => Assert.That(
        Over(path => NotStandIn(path) && !path.StartsWith("fixtures/", StringComparison.Ordinal), Sources.Names),
        Is.Empty);

    [Test]
    public void The_sources_were_found() =>
        Assert.That(_all.SelectMany(folder => Repository.Sources(folder)).Count(), Is.GreaterThan(100));

    [TestCase("var x = DateTime.UtcNow;", "DateTime.UtcNow")]
    [TestCase("var x = System.DateTimeOffset.Now;", "DateTimeOffset.Now")]
    [TestCase("var x = Stopwatch.StartNew();", "Stopwatch.StartNew")]
    [TestCase("var x = new System.Diagnostics.Stopwatch();", "new Stopwatch")]
    [TestCase("Thread.Sleep(1);", "Thread.Sleep")]
    [TestCase("var x = Environment.TickCount64;", "Environment.TickCount64")]
    public void A_clock_that_is_not_injected_is_complained_of(string statement, string use) =>
        Assert.That(Sources.Clocks("x.cs", statement), Has.One.Contains(use));

    [TestCase("// DateTime.UtcNow is banned")]
    [TestCase("var x = \"DateTime.UtcNow\";")]
    [TestCase("var x = clock.UtcNow;")]
    public void A_clock_that_is_only_mentioned_is_fine(string statement) =>
        Assert.That(Sources.Clocks("x.cs", statement), Is.Empty);

    [Test]
    public void A_source_of_501_lines_is_complained_of()
    {
        var lines = string.Concat(Enumerable.Repeat("//\n", 501));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sources.Size("x.cs", lines), Has.One.Contains("501 lines"));
            Assert.That(Sources.Size("x.cs", lines[3..]), Is.Empty);
            Assert.That(Sources.Size("x.cs", "// A data table: one line for each collation.\n" + lines), Is.Empty);
        }
    }

    [Test]
    public void A_suppression_without_a_reason_is_complained_of()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sources.Suppressions("x.cs", "    #pragma warning disable CA1031\n"), Has.One.Contains("no reason"));
            Assert.That(Sources.Suppressions("x.cs", "#pragma warning disable CA1031 // A stage's border.\n"), Is.Empty);
        }
    }

    [TestCase("src/DrDrills.Common/X.cs", "class X;", "room named Common")]
    [TestCase("src/DrDrills/Helpers/X.cs", "class X;", "room named Helpers")]
    [TestCase("src/DrDrills/Drills/X.cs", "class BackupManager;", "type named BackupManager")]
    public void A_name_that_says_nothing_is_complained_of(string path, string source, string complaint) =>
        Assert.That(Sources.Names(path, source), Has.One.Contains(complaint));

    // Stand-ins bear the names and read the clocks of the packages that they stand for.
    private static bool NotStandIn(string path) => !path.StartsWith("src/StandIns/", StringComparison.Ordinal);

    private static IEnumerable<string> Over(Func<string, bool> which, Func<string, string, IEnumerable<string>> rule) => _all
        .SelectMany(folder => Repository.Sources(folder))
        .Where(which)
        .SelectMany(path => rule(path, File.ReadAllText(Repository.File(path))));
}
