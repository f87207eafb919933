using System.Net;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.Testing;
using NUnit.Framework;
using Oci.Common.Model;

namespace DrDrills.Tests.Oci.Tenancy;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ResourceWaitTests
{
    private const string Volume = "volume 'v'";

    private readonly LeapingClock _clock = new();
    private readonly OciPatience _patience = new() { WaitLimit = TimeSpan.FromMinutes(1), NotFoundGrace = TimeSpan.FromSeconds(20) };

    private enum State
    {
        Provisioning,
        Available,
        Faulty,
        PendingDeletion,
        Terminated,
        UnknownEnumValue,
    }

    [Test]
    public async Task The_wait_ends_with_the_state_awaited()
    {
        var seen = await UntilAsync(State.Available, State.Provisioning, State.UnknownEnumValue, State.Available);

        Assert.That(seen.Looks, Is.EqualTo(3));
    }

    [Test]
    public void A_faulty_volume_ends_the_wait_at_once()
    {
        var failed = Assert.ThrowsAsync<RestoreFailedException>(() => UntilAsync(State.Available, State.Provisioning, State.Faulty, State.Available));

        Assert.That(failed!.Code, Is.EqualTo("DR4012"));
        Assert.That(failed.Statement, Is.EqualTo("volume 'v' came to the state FAULTY, from which it does not come to AVAILABLE."));
    }

    [Test]
    public void A_wait_that_is_over_names_what_it_waited_for_and_what_it_saw()
    {
        var over = Assert.ThrowsAsync<TargetNotReadyException>(() => UntilAsync(State.Available, State.PendingDeletion));

        Assert.That(over!.Statement, Is.EqualTo(
            "volume 'v' did not come to AVAILABLE within 1 min; the last state seen was PENDING_DELETION."));
    }

    [Test]
    public async Task Not_found_is_borne_for_a_while_after_creation()
    {
        var seen = await UntilAsync(State.Available, NotFound(), NotFound(), State.Available);

        Assert.That(seen.Looks, Is.EqualTo(3));
    }

    [Test]
    public void Not_found_is_not_borne_for_ever()
    {
        var missing = Assert.ThrowsAsync<CloudCallFailedException>(() => UntilAsync(State.Available, NotFound()));

        Assert.That(missing!.IsNotFound, Is.True);
    }

    [Test]
    public void What_was_there_and_is_no_more_ends_the_wait() =>
        Assert.ThrowsAsync<CloudCallFailedException>(() => UntilAsync(State.Available, State.Provisioning, NotFound(), State.Available));

    [Test]
    public async Task A_look_that_fails_now_and_then_does_not_end_the_wait()
    {
        var seen = await UntilAsync(State.Available, Html(), Busy(), State.Provisioning, Busy(), Html(), State.Available);

        Assert.That(seen.Looks, Is.EqualTo(6));
    }

    [Test]
    public void A_service_that_only_fails_ends_the_wait()
    {
        var failed = Assert.ThrowsAsync<CloudCallFailedException>(() => UntilAsync(State.Available, Busy()));

        Assert.That(failed!.Code, Is.EqualTo("DR4004"));
    }

    [TestCase("HTTP 404", State.Available)]
    [TestCase("TERMINATED", State.Available, State.Terminated)]
    public async Task A_resource_is_gone_when_it_is_not_found_or_at_its_end(string expected, params object[] answers)
    {
        var script = new Script([.. answers, NotFound()]);

        var seen = await Wait.UntilGoneAsync(Volume, script.LookAsync, found => found.State, CancellationToken.None);

        Assert.That(seen, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_failed_look_is_not_taken_for_gone()
    {
        var script = new Script([Busy(), Html(), State.Terminated]);

        await Wait.UntilGoneAsync(Volume, script.LookAsync, found => found.State, CancellationToken.None);

        Assert.That(script.Looks, Is.EqualTo(3));
    }

    [Test]
    public void A_wait_that_is_cancelled_ends_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            () => Wait.UntilAsync(Volume, new Script([State.Provisioning]).LookAsync, found => found.State, [State.Available], cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private ResourceWait Wait => new(_patience, _clock);

    private async Task<Script> UntilAsync(State awaited, params object[] answers)
    {
        var script = new Script(answers);
        await Wait.UntilAsync(Volume, script.LookAsync, found => found.State, [awaited], CancellationToken.None);
        return script;
    }

    private static OciException NotFound() => new(HttpStatusCode.NotFound, "not found", "NotAuthorizedOrNotFound", "r");

    private static OciException Busy() => new(HttpStatusCode.ServiceUnavailable, "busy", "ServiceUnavailable", "r");

    private static Newtonsoft.Json.JsonReaderException Html() => new("<");

    private sealed record Found(State State);

    /// <summary>Answers one after the other, the last one for ever.</summary>
    private sealed class Script(IReadOnlyList<object> answers)
    {
        public int Looks { get; private set; }

        public Task<Found> LookAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return answers[Math.Min(Looks++, answers.Count - 1)] switch
            {
                State state => Task.FromResult(new Found(state)),
                Exception failure => Task.FromException<Found>(failure),
                _ => throw new NotSupportedException(),
            };
        }
    }
}
