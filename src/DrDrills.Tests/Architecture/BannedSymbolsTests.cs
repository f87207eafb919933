using System.Xml.Linq;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Architecture;

public sealed class BannedSymbolsTests
{
    [TestCase("P:System.DateTime.Now")]
    [TestCase("P:System.DateTime.UtcNow")]
    [TestCase("P:System.DateTimeOffset.Now")]
    [TestCase("P:System.DateTimeOffset.UtcNow")]
    [TestCase("M:System.Diagnostics.Stopwatch.StartNew")]
    [TestCase("M:System.Threading.Thread.Sleep(System.Int32)")]
    [TestCase("M:System.Threading.Thread.Sleep(System.TimeSpan)")]
    [TestCase("M:System.Diagnostics.Process.Start")]
    [TestCase("T:System.Console")]
    public void A_symbol_is_banned_with_its_replacement(string symbol) => Assert.That(
        File.ReadAllLines(Repository.File("BannedSymbols.txt")),
        Has.Some.StartsWith($"{symbol};").And.Some.Matches<string>(line => line.Split(';') is [_, { Length: > 5 }]));

    [Test]
    public void The_analyzer_that_bans_them_is_in_every_project_and_reads_the_list()
    {
        var packages = XDocument.Load(Repository.File("Directory.Packages.props"));
        var targets = XDocument.Load(Repository.File("Directory.Build.targets"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                packages.Descendants("GlobalPackageReference").Select(e => (string?)e.Attribute("Include")),
                Has.Some.EqualTo("Microsoft.CodeAnalysis.BannedApiAnalyzers"));
            Assert.That(
                targets.Descendants("AdditionalFiles").Select(e => (string?)e.Attribute("Include")),
                Has.Some.EndsWith("BannedSymbols.txt"));
        }
    }

    [Test]
    public void Only_programs_and_stand_ins_are_exempt()
    {
        var exempt = new[] { "src", "steps", "fixtures" }
            .SelectMany(folder => Repository.Sources(folder, "*.csproj"))
            .Where(path => File.ReadAllText(Repository.File(path)).Contains("<AllowBannedSymbols>true", StringComparison.Ordinal));

        Assert.That(
            exempt.Where(path => !path.StartsWith("src/StandIns/", StringComparison.Ordinal)),
            Is.SubsetOf(new[] { "src/DrDrills.Cli/DrDrills.Cli.csproj", "src/DrDrills.Benchmarks/DrDrills.Benchmarks.csproj", "fixtures/bharatmart/BharatMart.Api/BharatMart.Api.csproj" }));
    }
}
