using System.Text;
using NUnit.Framework;
using OciSimulator.Hosting;
using OciSimulator.Vault;

namespace DrDrills.Tests.OciSimulator.Vault;

public sealed class VaultAtRestTests
{
    private const string Content = "the shop's password";

    private ScratchTenancy _scratch = null!;

    private Keys Keys => _scratch.Mumbai.Api<KmsApi>().Keys;

    private Secrets Secrets => _scratch.Mumbai.Api<SecretsApi>().Secrets;

    [SetUp]
    public async Task Start() => _scratch = await ScratchTenancy.StartAsync();

    [TearDown]
    public async Task Stop() => await _scratch.DisposeAsync();

    [Test]
    public void The_content_of_a_secret_is_nowhere_in_the_state_in_clear()
    {
        Make();

        var files = _scratch.Tenancy.Options.Folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => File.ReadAllText(file.FullName)).ToList();

        Assert.That(files, Has.Some.Contains("bharatmart-database"), "the secret itself is there");
        Assert.That(files, Has.None.Contains(Content).And.None.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Content))));
    }

    [Test]
    public async Task A_secret_is_read_again_after_a_restart()
    {
        var (_, secret) = Make();

        await _scratch.StartAgainAsync();

        Assert.That(Read(secret), Is.EqualTo(Content));
    }

    [Test]
    public async Task A_key_that_is_deleted_for_good_takes_its_secrets_along_until_it_is_restored()
    {
        var (key, secret) = Make();
        var backup = Keys.BackUp(key);
        Keys.Store.Update(key.Id, one => Keys.Scheduled(one, _scratch.Tenancy.Clock.GetUtcNow().AddDays(7)));
        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromDays(6), CancellationToken.None);
        Assert.That(Keys.Store.Find(key.Id)!.Value.LifecycleState, Is.EqualTo("PENDING_DELETION"));

        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromDays(2), CancellationToken.None);

        Assert.That(Keys.Store.Find(key.Id)!.Value.Versions, Is.Empty);
        Assert.That(() => Read(secret), Throws.TypeOf<OciError>().With.Property("Status").EqualTo(404));

        Keys.Restore(backup);
        Keys.Store.Update(key.Id, restored => restored with { LifecycleState = "ENABLED" });
        Assert.That(Read(secret), Is.EqualTo(Content));
    }

    [Test]
    public void A_backup_with_a_changed_byte_is_refused()
    {
        var (key, _) = Make();
        var backup = Keys.BackUp(key);
        backup[^1] ^= 1;
        Keys.Destroy(key.Id);

        Assert.That(() => Keys.Restore(backup), Throws.TypeOf<OciError>().With.Property("Status").EqualTo(400));
    }

    [Test]
    public async Task A_secret_that_is_deleted_for_good_is_nowhere_any_more()
    {
        var (_, secret) = Make();
        Secrets.Store.Update(secret.Id, one => Secrets.Scheduled(one, null));

        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromDays(31), CancellationToken.None);

        var gone = Secrets.Store.Find(secret.Id)!.Value;
        Assert.That(gone.LifecycleState, Is.EqualTo("DELETED"));
        Assert.That(gone.Versions.Select(version => version.Encrypted.Length), Is.All.Zero);
    }

    private (KmsKey Key, Secret Secret) Make()
    {
        var compartment = _scratch.Tenancy.Id;
        var vault = Keys.AddVault(compartment, "bharatmart", "VIRTUAL_PRIVATE").Value;
        var key = Keys.AddKey(vault.Id, compartment, "master").Value;
        var secret = Secrets.Add(
            vault.Id, key.Id, compartment, "bharatmart-database", new SecretContent("BASE64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Content)))).Value;
        return (key, secret);
    }

    private string Read(Secret secret)
    {
        var stored = Secrets.Store.Find(secret.Id)!.Value;
        return Encoding.UTF8.GetString(Secrets.Decrypt(stored, stored.Versions[^1]));
    }
}
