using System.Text.Json.Nodes;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class ManifestJsonTests
{
    private DirectoryInfo _folder = null!;

    private string Location => Path.Combine(_folder.FullName, "manifest.json");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("drdrills-manifest-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_manifest_reads_back_as_it_was_written()
    {
        await ManifestJson.WriteAsync(Samples.Manifest(), Location, CancellationToken.None);
        var read = await ManifestJson.ReadAsync(Location, CancellationToken.None);
        await ManifestJson.WriteAsync(read, Location + "2", CancellationToken.None);

        var text = await File.ReadAllTextAsync(Location);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllTextAsync(Location + "2"), Is.EqualTo(text));
            Assert.That(text, Does.Not.Contain("\r").And.EndWith("}\n"));
            Assert.That(_folder.GetFiles("*.partial"), Is.Empty);
        }
    }

    [Test]
    public async Task Manifest_as_reviewed() => GoldenFile.Verify(await TextAsync(), "json");

    [Test]
    public async Task A_manifest_satisfies_its_published_schema() =>
        Assert.That(await PublishedSchema.Manifest.MistakesAsync(await TextAsync()), Is.Empty);

    [Test]
    public async Task A_manifest_of_a_physical_backup_and_one_without_a_backup_satisfy_the_schema()
    {
        var physical = Samples.Manifest() with
        {
            Backup = new ManifestBackup("pg_basebackup plain", "pg_basebackup", "15.18", "0/4000028", "0/4000138", 1),
            Sequences = [new ManifestSequence("s", "q", -5, false, null, 12)],
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PublishedSchema.Manifest.MistakesAsync(await TextAsync(physical)), Is.Empty);
            Assert.That(
                await PublishedSchema.Manifest.MistakesAsync(await TextAsync(Samples.Manifest() with { Backup = null, Files = [] })), Is.Empty);
        }
    }

    [Test]
    public async Task What_a_role_may_do_with_its_memberships_reads_back_and_satisfies_the_schema()
    {
        var role = new ManifestRole("app", "INHERIT LOGIN", [])
            .Joining(new ManifestMembership("crew", Admin: true, Inherit: null, Set: null))
            .Joining(new ManifestMembership("team", Admin: false, Inherit: false, Set: true));

        var text = await TextAsync(Samples.Manifest() with { Roles = [role] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ManifestJson.Parse(text, "m.json").Roles.Single().Memberships, Is.EqualTo(role.Memberships));
            Assert.That(await PublishedSchema.Manifest.MistakesAsync(text), Is.Empty);
        }
    }

    [TestCase("tables/0/rows", "\"42\"", "must be integer")]
    [TestCase("tables/0/digest", "\"\"", "pattern")]
    [TestCase("files/0/sizeBytes", "-1", ">= 0")]
    [TestCase("files/0/path", "\"../secret\"", "pattern")]
    [TestCase("source/snapshotLsn", "\"12\"", "pattern")]
    [TestCase("remark", "\"x\"", "additional properties")]
    public async Task A_wrong_manifest_is_refused_by_the_schema(string path, string value, string complaint)
    {
        var manifest = JsonNode.Parse(await TextAsync())!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(manifest, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);

        Assert.That(await PublishedSchema.Manifest.MistakesAsync(manifest.ToJsonString()), Has.Some.Contains(complaint));
    }

    [Test]
    public void An_absent_file_is_refused() => Assert.That(
        async () => await ManifestJson.ReadAsync(Location, CancellationToken.None),
        Throws.TypeOf<ManifestInvalidException>().With.Property("Code").EqualTo("DR1201").And.Message.Contains(Location));

    [TestCase("not JSON", "DR1203")]
    [TestCase("", "DR1203")]
    [TestCase("null", "DR1202")]
    [TestCase("[]", "DR1202")]
    [TestCase("{}", "DR1202")]
    [TestCase("{\"schema\": 1}", "DR1202")]
    [TestCase("{\"schema\": \"drdrills.manifest/v2\"}", "DR1202")]
    [TestCase("{\"schema\": \"drdrills.manifest/v1\"}", "DR1203")]
    public void Text_that_is_no_manifest_is_refused(string text, string code) => Assert.That(
        () => ManifestJson.Parse(text, "m.json"), Throws.TypeOf<ManifestInvalidException>().With.Property("Code").EqualTo(code));

    [TestCase("\"rows\": 42,", "", TestName = "A_missing_member_is_refused")]
    [TestCase("\"rows\": 42,", "\"rows\": 42, \"lines\": 42,", TestName = "An_unknown_member_is_refused")]
    [TestCase("\"rows\": 42,", "\"rows\": \"42\",", TestName = "A_number_as_text_is_refused")]
    [TestCase("\"database\": \"bharatmart\"", "\"database\": null", TestName = "A_null_where_a_value_must_be_is_refused")]
    public async Task A_changed_shape_is_refused(string from, string to)
    {
        var text = await TextAsync();
        Assert.That(text, Does.Contain(from));

        Assert.That(
            () => ManifestJson.Parse(text.Replace(from, to, StringComparison.Ordinal), "m.json"),
            Throws.TypeOf<ManifestInvalidException>().With.Property("Code").EqualTo("DR1203"));
    }

    private Task<string> TextAsync() => TextAsync(Samples.Manifest());

    private async Task<string> TextAsync(BackupManifest manifest)
    {
        await ManifestJson.WriteAsync(manifest, Location, CancellationToken.None);
        return await File.ReadAllTextAsync(Location);
    }
}
