using System.Text.Json.Nodes;
using DrDrills.Configuration;
using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    private const string Good = """
        {
          "$schema": "./drdrills.schema.json",
          "systems": [
            {
              "name": "bharat-mart",
              "owner": "platform",
              "criticality": "high",
              "source": { "connection": "env:SHOP_DB", "backups": "/srv/backups" },
              "objectives": { "rto": "1 hour", "rpo": "24 hours" },
              "retention": { "keep": "35 days", "minimumCopies": 7 }
            }
          ]
        }
        """;

    [Test]
    public void A_good_file_is_read_whole()
    {
        var system = Read(Good).Find("bharat-mart");

        Assert.That(system.Connection, Is.EqualTo(new SecretReference("env", "SHOP_DB")));
        Assert.That(system.Objectives.RecoveryTime!.Value.Limit, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(system.Objectives.RecoveryPoint!.Value.Limit, Is.EqualTo(TimeSpan.FromHours(24)));
        Assert.That(system.Retention, Is.EqualTo(new RetentionPromise(TimeSpan.FromDays(35), 7)));
        Assert.That((system.Owner, system.Criticality, system.Backups), Is.EqualTo(("platform", "high", "/srv/backups")));
    }

    [Test]
    public void The_environment_overrides_the_file()
    {
        var system = Read(Good, ("DRDRILLS_SYSTEM_BHARAT_MART_RTO", "15 minutes"), ("DRDRILLS_SYSTEM_BHARAT_MART_CONNECTION", "file:/run/db"))
            .Find("bharat-mart");

        Assert.That(system.Objectives.RecoveryTime!.Value.Limit, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(system.Connection, Is.EqualTo(new SecretReference("file", "/run/db")));
    }

    [Test]
    public void All_mistakes_are_listed_at_once_and_no_secret_is_quoted()
    {
        const string bad = """
            {
              "system": [],
              "systems": [
                { "owner": "", "objectives": { "rto": "soon", "rpo": 5, "rta": "1 h" } },
                { "name": "shop", "source": { "connection": "Host=db;Password=s3cr3t" }, "retention": { "keep": "35", "minimumCopies": 0 } },
                { "name": "shop", "objectives": { "rto": "0" } },
                "shop"
              ]
            }
            """;

        var refused = Assert.Throws<ConfigurationInvalidException>(() => Read(bad, ("DRDRILLS_SYSTEM_SHOP_RPO", "later")));

        Assert.That(refused!.Message, Does.Not.Contain("s3cr3t"));
        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.Usage));
        string[] expected =
        [
            "the document has 'system'", "systems[0].name is missing", "systems[0].owner must be a text", "systems[0].objectives.rto is 'soon'",
            "systems[0].objectives.rpo must be a text", "systems[0].objectives has 'rta'", "systems[1].source.connection must be a reference",
            "systems[1].retention.keep is '35'", "systems[1].retention.minimumCopies must be", "DRDRILLS_SYSTEM_SHOP_RPO is 'later'",
            "systems[2].objectives.rto is zero", "systems: 'shop' is there 2 times", "systems[3] must be an object",
        ];
        Assert.That(expected.Where(text => !refused.Mistakes.Any(m => m.StartsWith(text, StringComparison.Ordinal))), Is.Empty);
    }

    [TestCase("{", "line 1, byte 2")]
    [TestCase("{\"systems\": [], \"systems\": []}", "twice")]
    public void What_is_no_json_is_refused_with_its_place(string text, string told)
    {
        Assert.That(() => Read(text), Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains(told));
    }

    [Test]
    public void Nothing_is_configured_where_there_is_no_file()
    {
        Assert.That(ConfigurationReader.ReadFile("/nowhere/drdrills.json").Systems, Is.Empty);
        Assert.That(() => DrDrillsConfiguration.Empty.Find("shop"), Throws.TypeOf<ConfigurationInvalidException>());
    }

    [Test]
    public void The_published_schema_knows_the_members_that_the_reader_knows()
    {
        var root = DrDrills.Cli.CloneRoot.Find();
        Assume.That(root, Is.Not.Null);
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(root!.FullName, "drdrills.schema.json")))!;
        var system = schema["$defs"]!["system"]!["properties"]!.AsObject();

        foreach (var (path, members) in new[] { ("source", system["source"]), ("objectives", system["objectives"]), ("retention", system["retention"]) })
        {
            foreach (var (member, _) in members!["properties"]!.AsObject())
            {
                Assert.That(Mistakes($$$"""{"systems":[{"name":"s","{{{path}}}":{"{{{member}}}":null}}]}"""), Is.Empty, member);
            }

            Assert.That(Mistakes($$$"""{"systems":[{"name":"s","{{{path}}}":{"other":null}}]}"""), Is.Not.Empty, path);
        }

        Assert.That(system.Select(member => member.Key), Is.EquivalentTo(new[] { "name", "owner", "criticality", "source", "objectives", "retention", "checks", "oci" }));
    }

    private static IReadOnlyList<string> Mistakes(string text)
    {
        try
        {
            Read(text);
            return [];
        }
        catch (ConfigurationInvalidException e)
        {
            return e.Mistakes;
        }
    }

    private static DrDrillsConfiguration Read(string text, params (string Name, string Value)[] environment) =>
        new ConfigurationReader(name => environment.FirstOrDefault(v => v.Name == name).Value).Read(text, "drdrills.json");
}
