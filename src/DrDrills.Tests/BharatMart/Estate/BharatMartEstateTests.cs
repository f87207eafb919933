using System.Security.Cryptography;
using BharatMart.Estate;
using DrDrills.PostgreSql.Servers;
using NUnit.Framework;
using OciSimulator.Policies;

namespace DrDrills.Tests.BharatMart.Estate;

public sealed class BharatMartEstateTests
{
    private DirectoryInfo _root = null!;

    private BharatMartEstateOptions Options => new() { RunId = "estate-test", RunRoot = _root };

    [SetUp]
    public void MakeRoot() => _root = new DirectoryInfo(Path.Combine(Path.GetTempPath(), "drdrills-estate-" + Guid.NewGuid().ToString("N")[..8]));

    [TearDown]
    public void RemoveRoot()
    {
        if (_root.Exists)
        {
            _root.Delete(recursive: true);
        }
    }

    [Test]
    public async Task The_drills_identity_reads_backups_in_production_and_creates_in_its_own_compartment_only()
    {
        await using var estate = await BharatMartEstate.OpenAsync(Options, CancellationToken.None);
        bool May(string type, Verb verb, string permission, string compartment) => estate.Tenancy.Policies.Allows(new PolicyQuestion(
            new Caller(estate.Drill.UserId, "user", estate.Tenancy.Id), new Permission(type, verb, permission), "", "ap-mumbai-1", compartment, null));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(May("volume-backups", Verb.Read, "VOLUME_BACKUP_READ", estate.Production.Id), Is.True);
            Assert.That(May("volumes", Verb.Manage, "VOLUME_CREATE", estate.Drills.Id), Is.True);
            Assert.That(May("volumes", Verb.Manage, "VOLUME_DELETE", estate.Drills.Id), Is.True);
            Assert.That(May("volumes", Verb.Manage, "VOLUME_DELETE", estate.Production.Id), Is.False);
            Assert.That(May("volumes", Verb.Manage, "VOLUME_CREATE", estate.Production.Id), Is.False);
            Assert.That(May("policies", Verb.Manage, "POLICY_UPDATE", estate.Tenancy.Id), Is.False);
            Assert.That(May("volumes", Verb.Manage, "VOLUME_CREATE", estate.Tenancy.Id), Is.False);
        }
    }

    [Test]
    public async Task A_configuration_file_names_who_may_sign_and_only_its_owner_may_read_it_and_the_keys()
    {
        await using var estate = await BharatMartEstate.OpenAsync(Options, CancellationToken.None);

        var text = await File.ReadAllTextAsync(estate.ConfigFile.FullName);
        var key = text.Split('\n').Single(line => line.StartsWith("key_file=", StringComparison.Ordinal) && line.Contains("drdrills.pem", StringComparison.Ordinal))[9..];
        using var rsa = RSA.Create();
        rsa.ImportFromPem(await File.ReadAllTextAsync(key));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("[DRDRILLS]").And.Contain($"fingerprint={estate.Drill.Fingerprint}").And.Contain("region=ap-mumbai-1"));
            foreach (var path in new[] { key, estate.ConfigFile.FullName })
            {
                Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), path);
            }

            Assert.That(estate.Drill.ToString(), Does.Not.Contain("PRIVATE"));
        }
    }

    [Test]
    public async Task A_part_is_made_once_when_it_is_asked_for_and_ended_with_the_estate_the_newest_first()
    {
        var said = new List<string>();
        var estate = await BharatMartEstate.OpenAsync(Options, CancellationToken.None);

        await estate.PartAsync(_ => Task.FromResult(new First(said)));
        var one = await estate.PartAsync(_ => Task.FromResult(new Second(said)));
        var same = await estate.PartAsync(_ => Task.FromResult(new Second(said)));
        Assert.That(same, Is.SameAs(one));
        var end = async () => await estate.DisposeAsync();

        await Assert.ThatAsync(end, Throws.InvalidOperationException, "the second part complains on its way out");
        Assert.That(said, Is.EqualTo(new[] { "second", "first" }));
        Assert.That(_root.EnumerateDirectories("estate-test-*"), Is.Empty);
        Assert.That(estate.Mumbai.IsRunning, Is.False);
    }

    [Test]
    public async Task An_instance_of_the_shop_may_read_the_bundles_of_secrets_and_nothing_else()
    {
        await using var estate = await BharatMartEstate.OpenAsync(Options, CancellationToken.None);
        var shop = await estate.ShopInstanceAsync();
        bool May(string type, Verb verb, string compartment) => estate.Tenancy.Policies.Allows(new PolicyQuestion(
            new Caller(shop.InstanceId, "instance", estate.Production.Id), new Permission(type, verb, "ANY"), "", "ap-mumbai-1", compartment, null));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(May("secret-bundles", Verb.Read, estate.Production.Id), Is.True);
            Assert.That(May("secret-bundles", Verb.Use, estate.Production.Id), Is.False);
            Assert.That(May("secret-bundles", Verb.Read, estate.Tenancy.Id), Is.False);
            Assert.That(May("secrets", Verb.Read, estate.Production.Id), Is.False);
            Assert.That(May("volumes", Verb.Inspect, estate.Drills.Id), Is.False);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_a_killed_run_left_of_its_estate_is_swept_and_what_a_living_one_has_is_not(CancellationToken cancellationToken)
    {
        await using var abandoned = await BharatMartEstate.OpenAsync(Options, cancellationToken);
        await using var living = await BharatMartEstate.OpenAsync(Options, cancellationToken);
        (RunOwner.ThisProcess("estate-test") with { ProcessStart = 1 }).WriteTo(abandoned.Folder);

        var swept = await new Sweep(new PostgresTargetOptions { RunRoot = _root }).SweepAsync(cancellationToken);

        Assert.That(swept.Where(leftover => leftover.Kind == "folder").Select(leftover => leftover.Name), Is.EqualTo(new[] { abandoned.Folder.FullName }));
        Assert.That(Directory.Exists(abandoned.Folder.FullName), Is.False);
        Assert.That(Directory.Exists(living.Folder.FullName), Is.True);
    }

    private sealed class First(List<string> said) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            said.Add("first");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Second(List<string> said) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            said.Add("second");
            throw new InvalidOperationException("it would not end");
        }
    }
}
