using System.Net;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using NUnit.Framework;
using Oci.Common.Model;

namespace DrDrills.Tests.Oci.Tenancy;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OciCallsTests
{
    private readonly OciCalls _calls = new(
        new OciPatience { Retries = 2, FirstRetry = TimeSpan.Zero, RetryLimit = TimeSpan.FromSeconds(30) }, TimeProvider.System);

    private int _asked;

    [Test]
    public async Task A_call_whose_connection_fails_is_repeated()
    {
        var answer = await _calls.AskAsync("GetVolume", "volume 'v'", _ => ++_asked < 3 ? throw new HttpRequestException("reset") : Answer(), default);

        Assert.That((answer, _asked), Is.EqualTo(("answer", 3)));
    }

    [Test]
    public void A_call_is_repeated_as_often_as_is_said_and_no_more()
    {
        var failed = Assert.ThrowsAsync<CloudCallFailedException>(() => _calls.AskAsync<string>(
            "GetVolume", "volume 'v'", _ => { _asked++; throw new HttpRequestException("reset"); }, default));

        Assert.That((failed!.Code, _asked), Is.EqualTo(("DR4006", 3)));
    }

    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.Conflict)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public void An_answer_is_not_asked_for_again_for_the_sdk_did_that(HttpStatusCode status)
    {
        Assert.ThrowsAsync<CloudCallFailedException>(() => _calls.AskAsync<string>(
            "GetVolume", "volume 'v'", _ => { _asked++; throw new OciException(status, "no", "No", "r"); }, default));

        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test]
    public void A_defect_comes_out_as_it_is() =>
        Assert.ThrowsAsync<InvalidOperationException>(() => _calls.AskAsync<string>("GetVolume", "v", _ => throw new InvalidOperationException(), default));

    [Test]
    public void A_cancelled_call_comes_out_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();

        Assert.That(
            () => _calls.AskAsync<string>("GetVolume", "v", CutAsync, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());

        async Task<string> CutAsync(CancellationToken token)
        {
            await cancelled.CancelAsync();
            throw new HttpRequestException("cut");
        }
    }

    [Test]
    public async Task What_may_not_be_there_is_asked_for_without_an_error()
    {
        var found = await _calls.AskForAsync<string>(
            "GetVolume", "v", _ => throw new OciException(HttpStatusCode.NotFound, "no", "NotAuthorizedOrNotFound", "r"), default);

        Assert.That(found, Is.Null);
    }

    [TestCase(HttpStatusCode.NotFound, false)]
    [TestCase(HttpStatusCode.Conflict, true)]
    public async Task What_is_gone_or_ending_already_is_ended(HttpStatusCode status, bool isEnding)
    {
        await _calls.EndAsync<string>(
            "DeleteVolume", "v", _ => { _asked++; throw new OciException(status, "no", "IncorrectState", "r"); }, _ => Task.FromResult(isEnding), default);

        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_not_found_after_a_refusal_is_ended() => await _calls.EndAsync<string>(
        "DeleteVolume",
        "v",
        _ => throw new OciException(HttpStatusCode.Conflict, "no", "IncorrectState", "r"),
        _ => throw new OciException(HttpStatusCode.NotFound, "no", "NotAuthorizedOrNotFound", "r"),
        default);

    [Test]
    public void What_is_refused_and_does_not_end_is_a_failure()
    {
        var failed = Assert.ThrowsAsync<CloudCallFailedException>(() => _calls.EndAsync<string>(
            "DeleteVolume", "v", _ => throw new OciException(HttpStatusCode.Conflict, "no", "IncorrectState", "r"), _ => Task.FromResult(false), default));

        Assert.That(failed!.Status, Is.EqualTo(409));
    }

    [Test]
    public async Task A_list_is_read_to_its_last_page()
    {
        (int[] Items, string? Next)[] pages = [([1, 2], "a"), ([], "b"), ([3], "")];
        var tokens = new List<string?>();

        var all = await _calls.ListAsync(
            "ListVolumes",
            "compartment 'c'",
            (token, _) =>
            {
                tokens.Add(token);
                return Task.FromResult(pages[tokens.Count - 1]);
            },
            page => (page.Items, page.Next),
            default);

        Assert.That(all, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(tokens, Is.EqualTo(new[] { null, "a", "b" }));
    }

    private static Task<string> Answer() => Task.FromResult("answer");
}
