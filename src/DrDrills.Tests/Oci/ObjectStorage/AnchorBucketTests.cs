using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Oci.ObjectStorage;
using NUnit.Framework;
using OciSimulator.ObjectStorage;

namespace DrDrills.Tests.Oci.ObjectStorage;

public sealed class AnchorBucketTests
{
    private static readonly string _digest = new('a', 64);

    private EstateSession _session = null!;
    private ObjectStorageApi _storage = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _storage = _session.Estate.Mumbai.Api<ObjectStorageApi>();
        foreach (var name in new[] { "kept", "loose", "shared" })
        {
            _storage.CreateBucket(name, _session.Estate.Drills.Id);
        }

        _storage.Retain("kept", "evidence", 365);
    }

    [OneTimeTearDown]
    public async Task Close() => await _session.DisposeAsync();

    [Test]
    public async Task What_was_added_is_read_back_and_the_retention_rule_is_named()
    {
        var anchor = Anchor("oci://ap-mumbai-1/kept/heads");
        ChainHead[] heads = [new("bharat mart", 1, "run-1", _digest), new("bharat mart", 2, "run-2", _digest), new("billing", 1, "run-2", _digest)];

        foreach (var head in heads)
        {
            Assert.That(await anchor.AddAsync(head, CancellationToken.None), Does.Contain("retention rule 'evidence', 365 Days"));
        }

        Assert.That(await anchor.ReadAsync(CancellationToken.None), Is.EquivalentTo(heads));
    }

    [Test]
    public async Task Adding_twice_is_adding_once_also_where_a_rule_forbids_to_write_over()
    {
        var anchor = Anchor("oci://ap-mumbai-1/kept/twice/");
        var head = new ChainHead("bharatmart", 1, "run-1", _digest);

        await anchor.AddAsync(head, CancellationToken.None);
        await anchor.AddAsync(head, CancellationToken.None);

        Assert.That(await anchor.ReadAsync(CancellationToken.None), Is.EqualTo(new[] { head }));
    }

    [Test]
    public async Task A_bucket_without_a_rule_is_said_to_have_none() => Assert.That(
        await Anchor("oci://ap-mumbai-1/loose").AddAsync(new ChainHead("bharatmart", 1, "run-1", _digest), CancellationToken.None),
        Is.EqualTo("no retention rule"));

    [Test]
    public async Task Something_else_under_the_prefix_is_not_passed_over()
    {
        await _storage.PutAsync("shared", "x/readme", new MemoryStream("hello"u8.ToArray()), new ObjectTraits(), CancellationToken.None);

        Assert.That(
            () => Anchor("oci://ap-mumbai-1/shared/x").ReadAsync(CancellationToken.None),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5118"));
    }

    [Test]
    public void A_bucket_that_is_not_there_refuses() => Assert.That(
        () => Anchor("oci://ap-mumbai-1/nowhere").AddAsync(new ChainHead("bharatmart", 1, "run-1", _digest), CancellationToken.None),
        Throws.TypeOf<CloudCallFailedException>());

    [TestCase("oci://")]
    [TestCase("oci://ap-mumbai-1")]
    [TestCase("oci:///bucket")]
    public void A_place_names_region_and_bucket(string text) =>
        Assert.That(() => AnchorPlace.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("oci://ap-mumbai-1/"));

    private AnchorBucket Anchor(string place) => new(_session.Tenancy, AnchorPlace.Parse(place)!);
}
