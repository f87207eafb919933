namespace Reqnroll;

/// <summary>A level of a run as a bag of named values; a value may be a factory that is called at each reading.</summary>
public abstract class ReqnrollContext : Dictionary<string, object>, IDisposable
{
    public Exception TestError { get; internal set; }

    public bool TryGetValue<TValue>(out TValue value) => TryGetValue(typeof(TValue).FullName, out value);

    public bool TryGetValue<TValue>(string key, out TValue value)
    {
        if (base.TryGetValue(key, out var stored))
        {
            value = Unwrap<TValue>(stored);
            return true;
        }

        value = default;
        return false;
    }

    public void Set<T>(T data) => Set(data, typeof(T).FullName);

    public void Set<T>(T data, string key) => this[key] = data;

    public void Set<T>(Func<T> func) => this[typeof(T).FullName] = func;

    public T Get<T>() => Get<T>(typeof(T).FullName);

    public T Get<T>(string key) => Unwrap<T>(this[key]);

    void IDisposable.Dispose() => Dispose();

    protected virtual void Dispose()
    {
    }

    private static T Unwrap<T>(object stored) => stored is Func<T> factory ? factory() : (T)stored;
}
