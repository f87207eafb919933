using DrDrills.Configuration;
using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Tests.Configuration;

public sealed class SupabaseSectionTests
{
    [Test]
    public void A_project_is_read_and_the_public_api_is_the_default()
    {
        var project = Read("""{ "project": "abcdefghijklmnopqrst", "token": "env:SUPABASE_TOKEN" }""");

        Assert.That(project, Is.EqualTo(new SupabaseProject(
            "abcdefghijklmnopqrst", new SecretReference("env", "SUPABASE_TOKEN"), new Uri("https://api.supabase.com"))));
    }

    [Test]
    public void A_system_without_one_has_none() => Assert.That(
        new ConfigurationReader(_ => null).Read("""{"systems":[{"name":"s","source":{"backups":"/b"}}]}""", "f").Find("s").Supabase, Is.Null);

    [Test]
    public void All_mistakes_are_listed_at_once_and_no_token_is_quoted()
    {
        var refused = Assert.Throws<ConfigurationInvalidException>(
            () => Read("""{ "project": "https://x", "token": "sbp_s3cr3t", "api": "http://api.example.org", "ref": "x" }"""));

        Assert.That(refused!.Message, Does.Not.Contain("s3cr3t"));
        Assert.That(refused.Mistakes, Has.Count.EqualTo(4)
            .And.Some.Contains("supabase.project is").And.Some.Contains("supabase.token must be a reference")
            .And.Some.Contains("supabase.api must be an https address").And.Some.Contains("has 'ref'"));
    }

    [TestCase("""{ }""", 2)]
    [TestCase("""{ "project": "abcdefghijklmnopqrst", "token": "env:T", "api": "https://user:pass@api.example.org" }""", 1)]
    [TestCase("""{ "project": "abcdefghijklmnopqrst", "token": "env:T", "api": "nowhere" }""", 1)]
    [TestCase("\"abcdefghijklmnopqrst\"", 3)]
    public void What_lacks_something_or_points_elsewhere_is_refused(string supabase, int mistakes) => Assert.That(
        Assert.Throws<ConfigurationInvalidException>(() => Read(supabase))!.Mistakes, Has.Count.EqualTo(mistakes));

    [Test]
    public void An_api_on_this_machine_may_do_without_encryption() => Assert.That(
        Read("""{ "project": "abcdefghijklmnopqrst", "token": "file:/t", "api": "http://127.0.0.1:8080" }""")!.Api.Port, Is.EqualTo(8080));

    private static SupabaseProject? Read(string supabase) =>
        new ConfigurationReader(_ => null).Read($$$"""{"systems":[{"name":"s","source":{"supabase":{{{supabase}}}}}]}""", "f").Find("s").Supabase;
}
