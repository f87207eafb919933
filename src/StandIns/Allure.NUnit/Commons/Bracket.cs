namespace Allure.Net.Commons;

/// <summary>Start, do, resolve: whatever the body does, the step or fixture around it is closed with its outcome.</summary>
internal static class Bracket
{
    public static void Run(Action start, Action body, Action<Exception?> resolve) =>
        Run<object?>(start, () => { body(); return null; }, resolve);

    public static T Run<T>(Action start, Func<T> body, Action<Exception?> resolve)
    {
        start();
        T result;
        try
        {
            result = body();
        }
        catch (Exception error)
        {
            resolve(error);
            throw;
        }

        resolve(null);
        return result;
    }

    public static Task RunAsync(Action start, Func<Task> body, Action<Exception?> resolve) =>
        RunAsync<object?>(start, async () => { await body(); return null; }, resolve);

    public static async Task<T> RunAsync<T>(Action start, Func<Task<T>> body, Action<Exception?> resolve)
    {
        start();
        T result;
        try
        {
            result = await body();
        }
        catch (Exception error)
        {
            resolve(error);
            throw;
        }

        resolve(null);
        return result;
    }
}
