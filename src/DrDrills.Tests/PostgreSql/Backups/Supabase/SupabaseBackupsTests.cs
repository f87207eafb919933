using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Supabase;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>Against a stand-in of the Management API on this machine.</summary>
public sealed class SupabaseBackupsTests
{
    private static readonly DateTimeOffset _now = new(2026, 8, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly WaitlessClock _clock = new(_now);
    private SupabaseApiFixture _api = null!;

    [SetUp]
    public void Start()
    {
        _api = new SupabaseApiFixture();
        _clock.Waits.Clear();
    }

    [TearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task Backups_are_listed_newest_first_whichever_way_their_instant_is_written()
    {
        _api.AnswerList(("2026-07-30 16:44:07", "COMPLETED"), ("2026-07-31T16:44:07.120Z", "FAILED"), ("2026-07-31T02:00:00+00:00", "COMPLETED"));

        var hosted = await ListAsync();

        Assert.That(hosted.Backups.Select(backup => backup.Status), Is.EqualTo(new[] { "FAILED", "COMPLETED", "COMPLETED" }));
        Assert.That(hosted.NewestCompleted!.TakenAt, Is.EqualTo(new DateTimeOffset(2026, 7, 31, 2, 0, 0, TimeSpan.Zero)));
        Assert.That((hosted.Region, hosted.PointInTime, hosted.Latest), Is.EqualTo(("ap-south-1", false, (DateTimeOffset?)null)));
        Assert.That(_api.Calls, Is.EqualTo(new[] { $"GET /v1/projects/{SupabaseApiFixture.Project}/database/backups Bearer {SupabaseApiFixture.Token}" }));
    }

    [Test]
    public async Task The_window_of_point_in_time_recovery_is_read()
    {
        _api.Answer(200, SupabaseApiFixture.List([], pointInTime: true,
            """{ "earliest_physical_backup_date_unix": 1784800000, "latest_physical_backup_date_unix": 1785544000 }"""));

        var hosted = await ListAsync();

        Assert.That(hosted.NewestPoint, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1785544000)));
        Assert.That(hosted.Earliest, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1784800000)));
    }

    [TestCase(401, "DR4501", false)]
    [TestCase(403, "DR4502", false)]
    [TestCase(404, "DR4503", false)]
    [TestCase(429, "DR4504", true)]
    [TestCase(500, "DR4505", true)]
    [TestCase(503, "DR4505", true)]
    [TestCase(302, "DR4507", false)]
    public void A_refusal_is_named_without_the_token_and_asked_again_only_where_that_may_help(int status, string code, bool again)
    {
        _api.Answer(status, """{"message":"no"}""", ("Location", "http://127.0.0.1:1/"));

        var error = Assert.ThrowsAsync<CloudCallFailedException>(() => ListAsync());

        Assert.That((error!.Code, error.Status, error.ExitCode != ExitCode.Passed), Is.EqualTo((code, (int?)status, true)));
        Assert.That(error.ToString(), Does.Contain(SupabaseApiFixture.Project).And.Not.Contain(SupabaseApiFixture.Token));
        Assert.That(_api.Calls, Has.Count.EqualTo(again ? SupabaseBackups.Attempts : 1));
    }

    [TestCase("Retry-After", "7", 7)]
    [TestCase("Retry-After", "Sat, 01 Aug 2026 03:00:20 GMT", 20)]
    [TestCase("Retry-After", "Sat, 01 Aug 2026 02:00:00 GMT", 0)]
    [TestCase("X-RateLimit-Reset", "42", 42)]
    [TestCase("X-Other", "9", 1)]
    public async Task Too_many_requests_are_waited_for_as_long_as_the_answer_says(string header, string value, int seconds)
    {
        _api.Answer(429, "{}", (header, value)).AnswerList(("2026-07-31 16:44:07", "COMPLETED"));

        var hosted = await ListAsync();

        Assert.That(hosted.Backups, Has.Count.EqualTo(1));
        Assert.That(_clock.Waits, Is.EqualTo(seconds == 0 ? [] : new[] { TimeSpan.FromSeconds(seconds) }));
    }

    [Test]
    public void A_wait_longer_than_the_limit_is_not_kept()
    {
        _api.Answer(429, "{}", ("Retry-After", "3600"));

        var error = Assert.ThrowsAsync<CloudCallFailedException>(() => ListAsync());

        Assert.That(error!.Message, Does.Contain("3600 s"));
        Assert.That((_api.Calls.Count, _clock.Waits.Count), Is.EqualTo((1, 0)));
    }

    [TestCase("text/html", "<html><title>Sign in</title>secret page</html>")]
    [TestCase("application/json", "[]")]
    [TestCase("application/json", "{\"region\":\"x\"}")]
    [TestCase("application/json", "{\"backups\":[{\"inserted_at\":\"yesterday\",\"status\":\"COMPLETED\"}]}")]
    public void Something_else_than_the_list_is_no_empty_list(string type, string body)
    {
        _api.Answer(200, type, body);

        var error = Assert.ThrowsAsync<CloudCallFailedException>(() => ListAsync());

        Assert.That(error!.Code, Is.EqualTo("DR4507"));
        Assert.That(error.Message, Does.Contain(type).And.Not.Contain("secret page"));
    }

    [Test]
    public void An_address_where_nobody_answers_is_an_error_that_says_so()
    {
        using var nobody = new SupabaseBackups(new Uri("http://127.0.0.1:1"), SupabaseApiFixture.Project, new SecretText(SupabaseApiFixture.Token), _clock);

        var error = Assert.ThrowsAsync<CloudCallFailedException>(() => nobody.ListAsync(default));

        Assert.That((error!.Code, error.Status), Is.EqualTo(("DR4506", (int?)null)));
        Assert.That(_clock.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4 }));
    }

    private async Task<HostedBackups> ListAsync()
    {
        using var backups = new SupabaseBackups(_api.Address, SupabaseApiFixture.Project, new SecretText(SupabaseApiFixture.Token), _clock);
        return await backups.ListAsync(default);
    }
}
