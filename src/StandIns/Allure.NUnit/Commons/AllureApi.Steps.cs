namespace Allure.Net.Commons;

public static partial class AllureApi
{
    public static void Step(string name) => Step(name, static () => { });

    public static void Step(string name, Action action) =>
        Bracket.Run(() => ExtendedApi.StartStep(name), action, ExtendedApi.ResolveStep);

    public static T Step<T>(string name, Func<T> function) =>
        Bracket.Run(() => ExtendedApi.StartStep(name), function, ExtendedApi.ResolveStep);

    public static async Task Step(string name, Func<Task> action) =>
        await Bracket.RunAsync(() => ExtendedApi.StartStep(name), action, ExtendedApi.ResolveStep);

    public static async Task<T> Step<T>(string name, Func<Task<T>> function) =>
        await Bracket.RunAsync(() => ExtendedApi.StartStep(name), function, ExtendedApi.ResolveStep);
}
