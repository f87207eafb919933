using System.Reflection;

namespace Reqnroll.Bindings;

/// <summary>Awaits what a binding method returned, be it a task of any shape or a plain value.</summary>
internal static class AwaitableResult
{
    public static Type TypeOf(Type returnType)
    {
        if (returnType == typeof(Task) || returnType == typeof(ValueTask))
        {
            return typeof(void);
        }

        return returnType.IsGenericType && returnType.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
                ? returnType.GetGenericArguments()[0]
                : returnType;
    }

    public static async Task<object> OfAsync(object returned)
    {
        var task = AsTask(returned);
        if (task is null)
        {
            return returned;
        }

        await task.ConfigureAwait(false);
        var result = task.GetType().GetProperty(nameof(Task<>.Result), BindingFlags.Public | BindingFlags.Instance);
        return result?.PropertyType.Name is null or "VoidTaskResult" ? null : result.GetValue(task);
    }

    private static Task AsTask(object returned) => returned switch
    {
        Task task => task,
        ValueTask valueTask => valueTask.AsTask(),
        null => null,
        _ when IsGenericValueTask(returned.GetType()) =>
            (Task)returned.GetType().GetMethod(nameof(ValueTask<>.AsTask)).Invoke(returned, null),
        _ => null,
    };

    private static bool IsGenericValueTask(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);
}
