using System.Collections.Concurrent;
using DrDrills.Drills;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Drills;

public sealed class VerificationRoundTests : ScriptedDrills
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Questions_that_disturb_no_other_are_asked_at_the_same_time()
    {
        using var here = new SemaphoreSlim(0);
        using var there = new SemaphoreSlim(0);

        var run = await RunAsync(new ScriptedRecovery(), Meeting("a", here, there), Meeting("b", there, here));

        Assert.That(run.Verifications.Select(outcome => outcome.Verdict), Is.All.EqualTo(Verdict.Passed), "each waits until the other is asked too");
    }

    [Test]
    public async Task A_question_that_writes_is_asked_alone()
    {
        var going = 0;
        var seen = new ConcurrentBag<int>();
        async Task<VerificationAnswer> LookAsync(VerificationContext context, CancellationToken stop)
        {
            seen.Add(Interlocked.Increment(ref going));
            await Task.Delay(20, stop);
            Interlocked.Decrement(ref going);
            return Fine;
        }

        await RunAsync(
            new ScriptedRecovery(),
            new Question("a", LookAsync, besideOthers: false), new Question("b", LookAsync), new Question("c", LookAsync, besideOthers: false));

        Assert.That(seen, Is.All.EqualTo(1));
    }

    [Test]
    public async Task What_is_told_of_them_stays_in_the_order_of_the_plan_and_one_after_the_other()
    {
        var told = new ToldObserver();
        var first = new TaskCompletionSource();
        var plan = Samples.Plan(
            new ScriptedRecovery(),
            [
                new Question("a", async (_, stop) =>
                {
                    await first.Task.WaitAsync(_patience, stop);
                    return Fine;
                }),
                new Question("b", (_, _) =>
                {
                    first.SetResult();
                    return Task.FromResult(VerificationAnswer.Looked("1 table", [Samples.Finding("DRF301")]));
                }),
            ]);

        var run = await new DrillRunner(Clock, told).RunAsync(plan, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Lines, Is.EqualTo(new[] { "a began", "a Passed", "b began", "b Failed" }));
            Assert.That(run.Verifications.Select(outcome => outcome.Verdict), Is.EqualTo(new[] { Verdict.Passed, Verdict.Failed }));
        }
    }

    [Test]
    public async Task A_run_that_is_cancelled_waits_for_all_that_is_still_asked_before_it_disposes_of_the_copy()
    {
        using var stop = new CancellationTokenSource();
        var endedBeforeDisposal = false;
        var ended = false;
        var recovery = new ScriptedRecovery().On(DrillStage.Dispose, () => endedBeforeDisposal = ended);
        var slow = new TaskCompletionSource();
        var plan = Samples.Plan(
            recovery,
            [
                new Question("a", async (_, cancelled) =>
                {
                    await slow.Task.WaitAsync(_patience, CancellationToken.None);
                    await stop.CancelAsync();
                    cancelled.ThrowIfCancellationRequested();
                    return Fine;
                }),
                new Question("b", async (_, _) =>
                {
                    slow.SetResult();
                    await Task.Delay(100, CancellationToken.None);
                    ended = true;
                    return Fine;
                }),
            ]);

        await new DrillRunner(Clock, NoObserver.Instance).RunAsync(plan, stop.Token);

        Assert.That(endedBeforeDisposal, Is.True);
    }

    [Test]
    public async Task Not_all_are_asked_at_once_where_there_are_many()
    {
        var (going, peak) = (0, 0);
        var many = Math.Max(2, Environment.ProcessorCount) + 3;

        await RunAsync(new ScriptedRecovery(), [.. Enumerable.Range(0, many).Select(number => new Question($"q{number}", async (_, stop) =>
        {
            var now = Interlocked.Increment(ref going);
            while (Volatile.Read(ref peak) is var seen && now > seen)
            {
                Interlocked.CompareExchange(ref peak, now, seen);
            }

            await Task.Delay(5, stop);
            Interlocked.Decrement(ref going);
            return Fine;
        }))]);

        Assert.That(peak, Is.LessThan(many));
    }

    private static VerificationAnswer Fine { get; } = VerificationAnswer.Looked("1 table", []);

    /// <summary>Passes only if the other one is asked before it has ended.</summary>
    private static Question Meeting(string name, SemaphoreSlim here, SemaphoreSlim there) => new(name, async (_, stop) =>
    {
        there.Release();
        return await here.WaitAsync(_patience, stop) ? Fine : VerificationAnswer.CouldNotAsk("nobody else was asked meanwhile");
    });

    private sealed class Question(
        string name, Func<VerificationContext, CancellationToken, Task<VerificationAnswer>> answer, bool besideOthers = true) : IVerification
    {
        public VerificationId Id { get; } = VerificationId.Parse(name);

        public string Title => name;

        public string Proves => $"what {name} proves";

        public VerificationMoment Moment => VerificationMoment.Restored;

        public bool GoesBesideOthers => besideOthers;

        public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken) => answer(context, cancellationToken);
    }

    private sealed class ToldObserver : IDrillObserver
    {
        public List<string> Lines { get; } = [];

        public void StageBegan(DrillStage stage)
        {
        }

        public void StageEnded(StageRecord stage)
        {
        }

        public void Progressed(DrillStage stage, StageProgress progress)
        {
        }

        public void VerificationBegan(VerificationId id, string title) => Lines.Add($"{id} began");

        public void VerificationEnded(VerificationOutcome outcome) => Lines.Add($"{outcome.Id} {outcome.Verdict}");
    }
}
