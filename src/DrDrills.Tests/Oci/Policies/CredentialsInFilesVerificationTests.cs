using BharatMart.Estate;
using DrDrills.Configuration;
using DrDrills.Oci.Policies.Credentials;
using DrDrills.Oci.Policies.Questions;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Policies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CredentialsInFilesVerificationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("repository-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_clean_configuration_is_green_and_says_what_was_read()
    {
        var files = ShopConfiguration.Write(_folder);

        var answer = await AskAsync();

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Scope, Does.StartWith($"{files.Count} text files"));
    }

    [Test]
    public async Task A_planted_credential_is_named_by_file_line_and_rule_and_never_quoted()
    {
        ShopConfiguration.Write(_folder);
        var planted = PlantedCredential.OfEachKind().Single(one => one.Rule == "connection-string");
        var line = planted.PlantIn(_folder);

        var finding = (await AskAsync()).Findings.Single();

        Assert.That((finding.Code, finding.Subject), Is.EqualTo(("DRF556", $"file {planted.Path}, line {line}")));
        Assert.That(finding.Observed, Does.Contain("connection-string"));
        Assert.That(finding.ToString(), Does.Not.Contain(planted.Secret));
    }

    [Test]
    public async Task What_is_allowed_is_not_named_and_an_allowance_for_nothing_is()
    {
        var planted = PlantedCredential.OfEachKind().Single(one => one.Rule == "connection-url");
        planted.PlantIn(_folder);
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.FullName, CredentialAllowList.FileName), [$"connection-url {planted.Path} made for this test", "private-key old.pem was removed"]);

        var answer = await AskAsync();

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Severity)), Is.EqualTo(new[] { ("DRF558", FindingSeverity.Note) }));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_inconclusive()
    {
        var answer = await new CredentialsInFilesVerification(new OciSources { Repositories = ["/nowhere"] }).RunAsync(null!, default);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private Task<VerificationAnswer> AskAsync() =>
        new CredentialsInFilesVerification(new OciSources { Repositories = [_folder.FullName] }).RunAsync(null!, default);
}
