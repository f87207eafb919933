using System.Reflection;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Architecture;

public sealed class ArrowsTests
{
    [Test]
    public void Project_references_follow_the_arrows()
    {
        var projects = new[] { "src", "steps", "fixtures" }.SelectMany(folder => Repository.Sources(folder, "*.csproj")).ToList();

        var offences = projects.SelectMany(path =>
            Arrows.OfProject(Path.GetFileNameWithoutExtension(path), File.ReadAllText(Repository.File(path))));

        Assert.That(projects, Has.Count.GreaterThan(5));
        Assert.That(offences, Is.Empty);
    }

    [TestCase("DrDrills")]
    [TestCase("DrDrills.PostgreSql")]
    [TestCase("DrDrills.Reporting")]
    [TestCase("DrDrills.Cli")]
    [TestCase("DrDrills.Testing")]
    [TestCase("DrDrills.Tests")]
    [TestCase("DrDrills.Benchmarks")]
    [TestCase("BharatMart")]
    public void Compiled_references_follow_the_arrows(string room)
    {
        var references = Assembly.Load(room).GetReferencedAssemblies().Select(name => name.Name!);

        Assert.That(Arrows.OfAssembly(room, references), Is.Empty);
    }

    [TestCase("DrDrills", "<PackageReference Include=\"Npgsql\" />", "DrDrills → package Npgsql")]
    [TestCase("DrDrills.Reporting", "<ProjectReference Include=\"../DrDrills.PostgreSql/DrDrills.PostgreSql.csproj\" />", "DrDrills.Reporting → DrDrills.PostgreSql")]
    [TestCase("DrDrills.PostgreSql", "<ProjectReference Include=\"..\\DrDrills.Reporting\\DrDrills.Reporting.csproj\" />", "DrDrills.PostgreSql → DrDrills.Reporting")]
    [TestCase("DrDrills.Cli", "<ProjectReference Include=\"../../fixtures/bharatmart/BharatMart/BharatMart.csproj\" />", "DrDrills.Cli → BharatMart")]
    [TestCase("DrDrills.Reporting", "<PackageReference Include=\"OCI.DotNetSDK.Core\" />", "DrDrills.Reporting → package OCI.DotNetSDK.Core")]
    [TestCase("DrDrills.Common", "", "DrDrills.Common: a room that the architecture does not know")]
    public void An_arrow_that_must_not_be_is_named_by_its_pair(string room, string item, string offence) => Assert.That(
        Arrows.OfProject(room, $"<Project><ItemGroup>{item}</ItemGroup></Project>"), Has.Some.StartsWith(offence));

    [TestCase("DrDrills", "Npgsql")]
    [TestCase("DrDrills.Reporting", "DrDrills.PostgreSql")]
    [TestCase("DrDrills.PostgreSql", "BharatMart")]
    public void A_compiled_arrow_that_must_not_be_is_named_by_its_pair(string room, string reference) => Assert.That(
        Arrows.OfAssembly(room, ["System.Runtime", reference]), Has.Exactly(1).StartsWith($"{room} → {reference}"));
}
