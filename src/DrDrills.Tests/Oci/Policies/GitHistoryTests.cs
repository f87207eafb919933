using BharatMart.Estate;
using DrDrills.Oci.Policies.Credentials;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Policies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GitHistoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_credential_that_was_removed_again_is_found_with_the_commit_that_brought_it_in()
    {
        await GitAsync("init", "--quiet");
        ShopConfiguration.Write(_folder);
        var guilty = PlantedCredential.OfEachKind().Single(one => one.Rule == "connection-url");
        var line = guilty.PlantIn(_folder);
        await CommitAsync("Add the database");
        File.Delete(Path.Combine(_folder.FullName, guilty.Path));
        await CommitAsync("Remove the password");

        var now = CredentialScan.Of(_folder, default);
        var ever = await GitHistory.ScanAsync(_folder, default);

        Assert.That(now.Hits, Is.Empty);
        Assert.That(ever!.Commits, Is.EqualTo(2));
        var hit = ever.Hits.Single();
        Assert.That((hit.Rule, hit.Path, hit.Line), Is.EqualTo((guilty.Rule, guilty.Path, line)));
        Assert.That(hit.Place, Does.StartWith("commit ").And.Contain(guilty.Path));
    }

    [Test]
    public async Task A_folder_without_a_history_has_none() => Assert.That(await GitHistory.ScanAsync(_folder, default), Is.Null);

    private async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Test", "-c", "user.email=test@bharatmart.example", "commit", "--quiet", "--message", message);
    }

    private Task GitAsync(params string[] arguments) =>
        CliWrap.Cli.Wrap("git").WithArguments(["-C", _folder.FullName, .. arguments]).ExecuteAsync();
}
