using BharatMart.Estate;
using DrDrills.Errors;
using DrDrills.Oci.Policies.Credentials;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Policies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CredentialScanTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("credentials-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void A_configuration_that_only_refers_to_secrets_is_clean()
    {
        var files = ShopConfiguration.Write(_folder);

        var outcome = Scan();

        Assert.That(outcome.Hits, Is.Empty);
        Assert.That(outcome.Files, Is.EqualTo(files.Count), "everything was looked at");
    }

    [TestCaseSource(nameof(Rules))]
    public void A_planted_credential_of_each_kind_is_found_where_it_stands(string rule)
    {
        ShopConfiguration.Write(_folder);
        var planted = PlantedCredential.OfEachKind().Single(one => one.Rule == rule);
        var line = planted.PlantIn(_folder);

        var hit = Scan().Hits.Single();

        Assert.That((hit.Rule, hit.Path, hit.Line, hit.Commit), Is.EqualTo((rule, planted.Path, line, (string?)null)));
        Assert.That(hit.ToString() + hit.Place, Does.Not.Contain(planted.Secret));
    }

    [Test]
    public void There_is_a_planted_credential_for_every_rule() =>
        Assert.That(PlantedCredential.OfEachKind().Select(one => one.Rule), Is.EquivalentTo(CredentialRules.All.Select(rule => rule.Id)));

    [Test]
    public void This_repository_holds_none()
    {
        var outcome = CredentialScan.Of(new DirectoryInfo(Repository.Root), default);

        var allowed = CredentialAllowList.Read(new FileInfo(Path.Combine(Repository.Root, CredentialAllowList.FileName)));
        var left = outcome.Hits.Where(hit => !allowed.Allowances.Any(allowance => allowance.Covers(hit))).ToList();
        TestContext.Out.WriteLine($"{outcome.Scope}: {outcome.Hits.Count} found, {left.Count} of them not on the allow list");
        Assert.That(left, Is.Empty);
        Assert.That(outcome.Files, Is.GreaterThan(500));
    }

    [Test]
    public void What_tools_made_and_what_is_no_text_is_left_out_and_counted()
    {
        var secret = PlantedCredential.OfEachKind().Single(one => one.Rule == "connection-url");
        (secret with { Path = "node_modules/a.yml" }).PlantIn(_folder);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "image.png"), [0, 1, 2, 3]);
        File.WriteAllText(Path.Combine(_folder.FullName, "large.sql"), new string('-', (int)CredentialScan.LargestFile + 1));

        var outcome = Scan();

        Assert.That((outcome.Files, outcome.BinaryFiles, outcome.LargeFiles, outcome.Hits.Count), Is.EqualTo((0, 1, 1, 0)));
    }

    [Test]
    public void An_allow_list_covers_by_rule_and_path_and_needs_a_reason()
    {
        var list = Write("# known", "connection-url config/*.yml a container that lives for one test", "* tests/ made by tests");

        var allowances = CredentialAllowList.Read(list).Allowances;

        Assert.That(allowances.Select(one => one.Line), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(allowances[0].Covers(Hit("connection-url", "config/database.yml")), Is.True);
        Assert.That(allowances[0].Covers(Hit("private-key", "config/database.yml")), Is.False);
        Assert.That(allowances[0].Covers(Hit("connection-url", "production/database.yml")), Is.False);
        Assert.That(allowances[1].Covers(Hit("private-key", "tests/a/b.pem")), Is.True);
    }

    [Test]
    public void All_mistakes_of_an_allow_list_are_listed_at_once()
    {
        var refused = Assert.Throws<ConfigurationInvalidException>(() => CredentialAllowList.Read(Write("private-key a.pem", "pem a.pem because")));

        Assert.That(refused!.Mistakes, Has.Count.EqualTo(2));
    }

    private static IEnumerable<string> Rules() => CredentialRules.All.Select(rule => rule.Id);

    private static CredentialHit Hit(string rule, string path) => new(rule, "a", path, 1, 10);

    private CredentialScanOutcome Scan() => CredentialScan.Of(_folder, default);

    private FileInfo Write(params string[] lines)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, CredentialAllowList.FileName));
        File.WriteAllLines(file.FullName, lines);
        return file;
    }
}
