namespace Allure.Net.Commons;

public static partial class ExtendedApi
{
    public static void StartBeforeFixture(string name) =>
        CurrentLifecycle.StartBeforeFixture(new FixtureResult { name = name });

    public static void StartAfterFixture(string name) =>
        CurrentLifecycle.StartAfterFixture(new FixtureResult { name = name });

    public static void PassFixture() => CloseFixture(Status.passed);

    public static void PassFixture(Action<FixtureResult> updateResults) => CloseFixture(Status.passed, updateResults);

    public static void FailFixture() => CloseFixture(Status.failed);

    public static void FailFixture(Action<FixtureResult> updateResults) => CloseFixture(Status.failed, updateResults);

    public static void FailFixture(Exception error) => CloseFixture(Status.failed, Blame<FixtureResult>(error));

    public static void FailFixture(Action<FixtureResult> updateResults, Exception error) =>
        CloseFixture(Status.failed, updateResults + Blame<FixtureResult>(error));

    public static void BreakFixture() => CloseFixture(Status.broken);

    public static void BreakFixture(Action<FixtureResult> updateResults) => CloseFixture(Status.broken, updateResults);

    public static void BreakFixture(Exception error) => CloseFixture(Status.broken, Blame<FixtureResult>(error));

    public static void BreakFixture(Action<FixtureResult> updateResults, Exception error) =>
        CloseFixture(Status.broken, updateResults + Blame<FixtureResult>(error));

    public static void SkipFixture() => CloseFixture(Status.skipped);

    public static void SkipFixture(Action<FixtureResult> updateResults) => CloseFixture(Status.skipped, updateResults);

    public static void ResolveFixture(Exception? error) => CloseFixture(StatusOf(error), Blame<FixtureResult>(error));

    public static void Before(string name, Action action) =>
        Bracket.Run(() => StartBeforeFixture(name), action, ResolveFixture);

    public static T Before<T>(string name, Func<T> function) =>
        Bracket.Run(() => StartBeforeFixture(name), function, ResolveFixture);

    public static async Task Before(string name, Func<Task> action) =>
        await Bracket.RunAsync(() => StartBeforeFixture(name), action, ResolveFixture);

    public static async Task<T> Before<T>(string name, Func<Task<T>> function) =>
        await Bracket.RunAsync(() => StartBeforeFixture(name), function, ResolveFixture);

    public static void After(string name, Action action) =>
        Bracket.Run(() => StartAfterFixture(name), action, ResolveFixture);

    public static T After<T>(string name, Func<T> function) =>
        Bracket.Run(() => StartAfterFixture(name), function, ResolveFixture);

    public static async Task After(string name, Func<Task> action) =>
        await Bracket.RunAsync(() => StartAfterFixture(name), action, ResolveFixture);

    public static async Task<T> After<T>(string name, Func<Task<T>> function) =>
        await Bracket.RunAsync(() => StartAfterFixture(name), function, ResolveFixture);

    private static void CloseFixture(Status status, Action<FixtureResult>? update = null) =>
        CurrentLifecycle.StopFixture(fixture =>
        {
            update?.Invoke(fixture);
            fixture.status = status;
        });
}
