namespace Reqnroll.BoDi;

/// <summary>Makes and keeps the objects of a run, a test thread, a feature or a scenario. A child sees what its parents hold.</summary>
public interface IObjectContainer : IDisposable
{
    event Action<object> ObjectCreated;

    IStrategyRegistration RegisterTypeAs<TType, TInterface>(string name = null)
        where TType : class, TInterface;

    /// <summary>Registers an object; it is disposed with the container only if <paramref name="dispose"/> says so.</summary>
    void RegisterInstanceAs<TInterface>(TInterface instance, string name = null, bool dispose = false)
        where TInterface : class;

    void RegisterInstanceAs(object instance, Type interfaceType, string name = null, bool dispose = false);

    IStrategyRegistration RegisterFactoryAs<TInterface>(Func<IObjectContainer, TInterface> factoryDelegate, string name = null);

    IStrategyRegistration RegisterFactoryAs<TInterface>(Func<TInterface> factoryDelegate, string name = null);

    T Resolve<T>();

    T Resolve<T>(string name);

    object Resolve(Type typeToResolve, string name = null);

    IEnumerable<T> ResolveAll<T>()
        where T : class;

    bool IsRegistered<T>(string name = null);

    bool IsRegistered(Type type, string name = null);
}
