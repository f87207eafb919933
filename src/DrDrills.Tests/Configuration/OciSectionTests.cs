using System.Text.Json.Nodes;
using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using NUnit.Framework;

namespace DrDrills.Tests.Configuration;

public sealed class OciSectionTests
{
    private const string Good = """
        {
          "oci": {
            "authentication": { "kind": "session-token", "file": "/etc/oci/config", "profile": "DRILLS" },
            "tenancy": "ocid1.tenancy.oc1..a",
            "regions": ["ap-mumbai-1", "ap-hyderabad-1"],
            "endpoints": { "ap-hyderabad-1": "http://127.0.0.1:8082" },
            "realmDomain": "oraclegovcloud.com",
            "writable": { "compartments": ["ocid1.compartment.oc1..drills"], "mostResources": 3, "mostGigabytes": 200, "timeToLive": "2h" }
          },
          "systems": [
            {
              "name": "bharatmart",
              "oci": {
                "compartments": ["ocid1.compartment.oc1..production"],
                "blockVolume": "ocid1.volume.oc1..logs",
                "bootVolume": "ocid1.bootvolume.oc1..shop",
                "archiveBucket": "archive/monthly",
                "autonomousDatabase": "ocid1.autonomousdatabase.oc1..catalogue",
                "secrets": ["ocid1.vaultsecret.oc1..password"],
                "forbiddenSecret": "ocid1.vaultsecret.oc1..finance",
                "repositories": ["/srv/bharatmart"],
                "promises": { "databases": "30 days", "rotation": "60 days" }
              }
            }
          ]
        }
        """;

    [Test]
    public void A_good_section_is_read_whole()
    {
        var oci = Read(Good).Oci!;

        Assert.That(oci.Authentication, Is.EqualTo(OciAuthenticationKind.SessionToken));
        Assert.That((oci.ConfigFile, oci.Profile, oci.Tenancy), Is.EqualTo(("/etc/oci/config", "DRILLS", "ocid1.tenancy.oc1..a")));
        Assert.That(oci.Regions, Is.EqualTo(new[] { "ap-mumbai-1", "ap-hyderabad-1" }));
        Assert.That(oci.Endpoints["ap-hyderabad-1"], Is.EqualTo(new Uri("http://127.0.0.1:8082")));
        Assert.That(oci.WritableCompartments, Is.EqualTo(new[] { "ocid1.compartment.oc1..drills" }));
        Assert.That((oci.MostResources, oci.MostGigabytes, oci.TimeToLive), Is.EqualTo((3, 200, TimeSpan.FromHours(2))));
    }

    [Test]
    public void What_a_system_has_there_is_read_with_its_promises()
    {
        var sources = Read(Good).Find("bharatmart").Oci!;

        Assert.That(sources.BlockVolume, Is.EqualTo("ocid1.volume.oc1..logs"));
        Assert.That(sources.ArchiveBucket, Is.EqualTo("archive/monthly"));
        Assert.That(sources.Secrets, Has.Count.EqualTo(1));
        Assert.That(sources.Promises, Is.EqualTo(new OciPromises { Databases = TimeSpan.FromDays(30), Rotation = TimeSpan.FromDays(60) }));
    }

    [Test]
    public void A_section_becomes_the_options_of_a_tenancy()
    {
        var options = OciTenancyOptions.Of(Read(Good).Oci!, "run-1");

        Assert.That(options.Authentication, Is.EqualTo(new OciAuthentication.SessionToken("/etc/oci/config", "DRILLS")));
        Assert.That((options.RunId, options.RealmDomain, options.TimeToLive), Is.EqualTo(("run-1", "oraclegovcloud.com", TimeSpan.FromHours(2))));
        Assert.That(options.Limits.Compartments, Is.EqualTo(new[] { "ocid1.compartment.oc1..drills" }));
        Assert.That((options.Limits.MostResources, options.Limits.MostGigabytes), Is.EqualTo((3, 200L)));
    }

    [Test]
    public void All_mistakes_are_listed_at_once()
    {
        var mistakes = Mistakes("""
            {
              "oci": {
                "authentication": { "kind": "instance-principal", "profile": "X" },
                "tenancy": "bharatmart",
                "regions": "ap-mumbai-1",
                "endpoints": { "ap-tokyo-1": "http://127.0.0.1:1" },
                "writable": { "compartments": ["drills", "ocid1.compartment.oc1..production"], "mostResources": -1, "timeToLive": "0" },
                "region": "x"
              },
              "systems": [
                { "name": "shop", "oci": { "compartments": ["ocid1.compartment.oc1..production"], "blockVolume": "ocid1.bootvolume.oc1..x", "promises": { "volumes": "long" } } }
              ]
            }
            """);

        string[] expected =
        [
            "oci has 'region'", "oci.authentication is instance-principal", "oci.tenancy is 'bharatmart'", "oci.regions must be a list", "oci.regions must name one",
            "oci.endpoints names 'ap-tokyo-1'", "oci.writable.compartments has 'drills'", "oci.writable.mostResources must be", "oci.writable.timeToLive is zero",
            "systems[0].oci.blockVolume is", "systems[0].oci.promises.volumes is 'long'",
            "oci.writable.compartments has 'ocid1.compartment.oc1..production', where system 'shop' runs",
        ];
        Assert.That(expected.Where(text => !mistakes.Any(m => m.StartsWith(text, StringComparison.Ordinal))), Is.Empty, string.Join('\n', mistakes));
        Assert.That(mistakes, Has.Count.EqualTo(expected.Length), string.Join('\n', mistakes));
    }

    [TestCase("""{ "systems": [{ "name": "shop", "oci": {} }] }""", "system 'shop' has sources on OCI")]
    [TestCase("""{ "oci": { "regions": ["r"], "authentication": { "kind": "password" } } }""", "oci.authentication.kind is 'password'")]
    [TestCase("""{ "oci": { "regions": ["r"], "endpoints": { "r": "somewhere" } } }""", "oci.endpoints.r is 'somewhere'")]
    public void A_mistake_is_told_with_its_place(string text, string told) => Assert.That(Mistakes(text), Has.One.StartsWith(told));

    [Test]
    public void The_published_schema_knows_the_members_that_the_reader_knows()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Tools.Repository.Root, "drdrills.schema.json")))!;
        var written = JsonNode.Parse(Good)!;

        AssertSame(schema["properties"]!["oci"]!, written["oci"]!, "oci");
        AssertSame(schema["$defs"]!["system"]!["properties"]!["oci"]!, written["systems"]![0]!["oci"]!, "systems[0].oci", unused: ["freshness", "volumes", "archives"]);
    }

    /// <summary>The good document uses every member; the reader refuses those it does not know, so the schema must list the same.</summary>
    private static void AssertSame(JsonNode schema, JsonNode written, string path, params string[] unused)
    {
        var known = schema["properties"]!.AsObject();
        Assert.That(known.Select(member => member.Key).Except(unused), Is.EquivalentTo(written.AsObject().Select(member => member.Key)), path);
        foreach (var (name, member) in known.Where(member => member.Value!["properties"] is not null))
        {
            AssertSame(member!, written[name]!, $"{path}.{name}", unused);
        }
    }

    private static DrDrillsConfiguration Read(string text) => new ConfigurationReader(_ => null).Read(text, "drdrills.json");

    private static IReadOnlyList<string> Mistakes(string text) => Assert.Throws<ConfigurationInvalidException>(() => Read(text))!.Mistakes;
}
