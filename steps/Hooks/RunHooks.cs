namespace DrDrills.Steps.Hooks;

[Binding]
public sealed class RunHooks
{
    [AfterTestRun(Order = 1)]
    public static async Task CloseTheSession() => await RunSession.Current.DisposeAsync();

    [AfterTestRun(Order = 2)]
    public static Task DescribeTheRun() => RunDescription.WriteAsync(RunSession.Current);
}
