using System.Text.Json.Nodes;
using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Configuration;

public sealed class SqlCheckSectionTests
{
    [Test]
    public void Checks_are_read_with_what_they_expect()
    {
        var checks = new ConfigurationReader(_ => null).Read(
            """
            { "systems": [{ "name": "shop", "checks": [
              { "name": "orders", "sql": "select 1", "min": 1000, "max": 2000.5, "limit": "5 minutes" },
              { "name": "Schema version", "sql": "select 2", "expect": "v12" },
              { "name": "no-debts", "sql": "select 3", "expect": 0 },
              { "name": "all paid", "sql": "select 4", "expect": true }
            ] }] }
            """,
            "drdrills.json").Find("shop").Checks;

        Assert.That(checks.Select(check => check.Id.Value), Is.EqualTo(new[] { "sql-orders", "sql-schema-version", "sql-no-debts", "sql-all-paid" }));
        Assert.That((checks[0].Min, checks[0].Max, checks[0].Limit), Is.EqualTo((1000m, 2000.5m, TimeSpan.FromMinutes(5))));
        Assert.That((checks[1].ExpectedText, checks[1].ExpectedNumber), Is.EqualTo(("v12", (decimal?)null)));
        Assert.That((checks[2].ExpectedText, checks[2].ExpectedNumber), Is.EqualTo(((string?)null, 0m)));
        Assert.That(checks[3].ExpectedText, Is.EqualTo("true"));
        Assert.That(checks[3].ToString(), Does.Not.Contain("select"));
    }

    [Test]
    public void All_mistakes_are_listed_at_once()
    {
        var refused = Assert.Throws<ConfigurationInvalidException>(() => SqlCheckSection.Parse(
            """
            [
              { "sql": "select 1", "expect": 1 },
              { "name": "größe", "sql": "select 1", "expect": 1 },
              { "name": "a", "expect": [1] },
              { "name": "b", "sql": "select 1" },
              { "name": "c", "sql": "select 1", "expect": 1, "max": 2 },
              { "name": "d", "sql": "select 1", "min": "2" },
              { "name": "e", "sql": "select 1", "min": 2, "max": 1, "limit": "0" },
              { "name": "F f", "sql": "select 1", "min": 2, "most": 1 },
              { "name": "f-F", "sql": "select 1", "min": 2 }
            ]
            """,
            "The doc string"));

        string[] expected =
        [
            "checks[0].name is missing", "checks[1].name is 'größe'", "checks[2].sql is missing", "checks[2].expect must be a number, a text",
            "checks[3] says nothing of the answer", "checks[4] has 'expect' together with", "checks[5].min must be a number",
            "checks[6].min is greater than max", "checks[6].limit is zero", "checks[7] has 'most'", "checks: 'F f' is there 2 times",
        ];
        Assert.That(refused!.Mistakes, Has.Count.EqualTo(expected.Length), refused.Message);
        Assert.That(expected.Where(text => !refused.Mistakes.Any(m => m.StartsWith(text, StringComparison.Ordinal))), Is.Empty);
    }

    [TestCase("[", "not JSON")]
    [TestCase("[]", "no check")]
    [TestCase("{}", "checks must be a list")]
    [TestCase("null", "checks must be a list")]
    public void What_is_no_list_of_checks_is_refused(string text, string told) =>
        Assert.That(() => SqlCheckSection.Parse(text, "The doc string"), Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains(told));

    [Test]
    public void The_published_schema_knows_the_members_that_the_reader_knows()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "drdrills.schema.json")))!;
        var members = schema["$defs"]!["check"]!["properties"]!.AsObject().Select(member => member.Key);

        var refused = Assert.Throws<ConfigurationInvalidException>(() => SqlCheckSection.Parse("""[{ "name": "a", "sql": "select 1", "min": 1, "x": 1 }]""", "test"));

        Assert.That(refused!.Mistakes.Single(), Does.EndWith($"known are {string.Join(", ", members)}."));
    }
}
