using System.Text;
using DrDrills.Errors;
using DrDrills.Oci.Notifications;
using NUnit.Framework;
using OciSimulator.Notifications;

namespace DrDrills.Tests.Oci.Notifications;

public sealed class TopicNoticeTests
{
    private EstateSession _session = null!;
    private NotificationsApi _topics = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _topics = _session.Estate.Mumbai.Api<NotificationsApi>();
        var identity = _session.Estate.Tenancy.Identity;
        identity.AddPolicy("notices", identity.TenancyId, "Allow group Drills to use ons-topics in compartment drills");
    }

    [OneTimeTearDown]
    public async Task Close() => await _session.DisposeAsync();

    [Test]
    public async Task A_message_reaches_the_topic_as_plain_text()
    {
        var topic = _topics.AddTopic(_session.Estate.Drills.Id, "failures").Value;

        var message = await new TopicNotice(_session.Tenancy).PublishAsync(topic.Id, "a drill", "catalog/good: \"rows\" are missing", CancellationToken.None);

        Assert.That(message, Is.Not.Empty);
        Assert.That(
            _topics.Published[^1], Is.EqualTo(new PublishedMessage(topic.Id, "a drill", "catalog/good: \"rows\" are missing", "RAW_TEXT")));
    }

    [Test]
    public async Task A_text_longer_than_a_message_may_be_is_cut_between_letters()
    {
        var topic = _topics.AddTopic(_session.Estate.Drills.Id, "long").Value;

        await new TopicNotice(_session.Tenancy).PublishAsync(topic.Id, "a drill", string.Concat(Enumerable.Repeat("₹…", 40_000)), CancellationToken.None);

        var body = _topics.Published[^1].Body;
        Assert.That(Encoding.UTF8.GetByteCount(body), Is.LessThanOrEqualTo(64 * 1024).And.GreaterThan(65_000));
        Assert.That(body, Does.EndWith("… cut here; the run's report has the rest.").And.Not.Contain("\uFFFD"));
    }

    [Test]
    public void A_topic_of_production_is_not_published_to()
    {
        var topic = _topics.AddTopic(_session.Estate.Production.Id, "not ours").Value;

        Assert.That(
            () => new TopicNotice(_session.Tenancy).PublishAsync(topic.Id, "a drill", "x", CancellationToken.None),
            Throws.TypeOf<CloudCallFailedException>().With.Message.Contains(topic.Id));
    }
}
