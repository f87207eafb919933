using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Reqnroll.BoDi;

/// <summary>
/// The container behind context injection. A class that nobody registered is made in the container that was asked, by its
/// constructor with the most parameters; a class that a parent already holds comes from the parent.
/// </summary>
public class ObjectContainer : IObjectContainer
{
    private readonly ObjectContainer _baseContainer;
    private readonly Lock _gate = new();
    private readonly Dictionary<RegistrationKey, Registration> _registrations = [];
    private readonly HashSet<RegistrationKey> _resolvedKeys = [];
    private readonly Dictionary<RegistrationKey, (object Instance, bool Owned)> _pool = [];
    private readonly List<object> _owned = [];
    private bool _isDisposed;

    public ObjectContainer(IObjectContainer baseContainer = null)
    {
        if (baseContainer is not (null or ObjectContainer))
        {
            throw new ArgumentException("Base container must be an ObjectContainer", nameof(baseContainer));
        }

        _baseContainer = (ObjectContainer)baseContainer;
        RegisterInstanceAs<IObjectContainer>(this);
    }

    public event Action<object> ObjectCreated;

    public IObjectContainer BaseContainer => _baseContainer;

    public IStrategyRegistration RegisterTypeAs<TType, TInterface>(string name = null)
        where TType : class, TInterface =>
        Add(new RegistrationKey(typeof(TInterface), name), Registration.OfType(typeof(TType)));

    public void RegisterInstanceAs<TInterface>(TInterface instance, string name = null, bool dispose = false)
        where TInterface : class =>
        RegisterInstanceAs(instance, typeof(TInterface), name, dispose);

    public void RegisterInstanceAs(object instance, Type interfaceType, string name = null, bool dispose = false)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Add(new RegistrationKey(interfaceType, name), Registration.OfInstance(instance));
        lock (_gate)
        {
            _pool[new RegistrationKey(instance.GetType(), name)] = (instance, dispose);
            if (dispose && !_owned.Contains(instance))
            {
                _owned.Add(instance);
            }
        }
    }

    public IStrategyRegistration RegisterFactoryAs<TInterface>(
        Func<IObjectContainer, TInterface> factoryDelegate, string name = null) =>
        Add(new RegistrationKey(typeof(TInterface), name), Registration.OfFactory(factoryDelegate));

    public IStrategyRegistration RegisterFactoryAs<TInterface>(Func<TInterface> factoryDelegate, string name = null) =>
        Add(new RegistrationKey(typeof(TInterface), name), Registration.OfFactory(factoryDelegate));

    public T Resolve<T>() => Resolve<T>(null);

    public T Resolve<T>(string name) => (T)Resolve(typeof(T), name);

    public object Resolve(Type typeToResolve, string name = null) => Resolve(new RegistrationKey(typeToResolve, name), []);

    public IEnumerable<T> ResolveAll<T>()
        where T : class
    {
        RegistrationKey[] keys;
        lock (_gate)
        {
            keys = [.. _registrations.Keys.Where(k => k.Type == typeof(T))];
        }

        return keys.Select(k => (T)Resolve(k.Type, k.Name));
    }

    public bool IsRegistered<T>(string name = null) => IsRegistered(typeof(T), name);

    public bool IsRegistered(Type type, string name = null) => Find(new RegistrationKey(type, name)) is not null;

    /// <summary>Disposes what this container made and what was handed to it for disposal, in the order of creation.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var disposable in _owned.OfType<IDisposable>())
        {
            disposable.Dispose();
        }
    }

    private Registration Add(RegistrationKey key, Registration registration)
    {
        ObjectDisposedCheck();
        lock (_gate)
        {
            if (_resolvedKeys.Contains(key))
            {
                throw new ObjectContainerException($"An object has already been resolved for the interface \"{key.Type}\".", null);
            }

            _registrations[key] = registration;
        }

        return registration;
    }

    private (ObjectContainer Owner, Registration Registration)? Find(RegistrationKey key)
    {
        lock (_gate)
        {
            if (_registrations.TryGetValue(key, out var registration))
            {
                return (this, registration);
            }
        }

        return _baseContainer?.Find(key);
    }

    private object Resolve(RegistrationKey key, List<Type> path)
    {
        ObjectDisposedCheck();
        if (key.Type.IsValueType || key.Type == typeof(string))
        {
            throw new ObjectContainerException($"Primitive types or structs cannot be resolved: {key.Type.FullName}", [.. path]);
        }

        var (owner, registration) = Find(key) ?? (this, RegisterImplicitly(key));
        var result = owner.ResolveHere(key, registration, path);
        lock (_gate)
        {
            _resolvedKeys.Add(key);
        }

        return result;
    }

    private Registration RegisterImplicitly(RegistrationKey key)
    {
        lock (_gate)
        {
            return _registrations[key] = Registration.OfType(key.Type);
        }
    }

    private object ResolveHere(RegistrationKey key, Registration registration, List<Type> path)
    {
        if (registration.Instance is not null)
        {
            return registration.Instance;
        }

        var poolKey = registration.Factory is null ? new RegistrationKey(registration.ImplementationType, key.Name) : key;
        lock (_gate)
        {
            if (!registration.PerDependency && _pool.TryGetValue(poolKey, out var pooled))
            {
                return pooled.Instance;
            }

            var made = registration.Factory is null
                ? Construct(registration.ImplementationType, path)
                : InvokeFactory(registration.Factory, key, path);
            if (!registration.PerDependency)
            {
                _pool[poolKey] = (made, true);
                _owned.Add(made);
            }

            return made;
        }
    }

    private object Construct(Type type, List<Type> path)
    {
        if (type.IsInterface || type.IsAbstract)
        {
            throw new ObjectContainerException($"Interface cannot be resolved: {type.FullName}", [.. path]);
        }

        if (path.Contains(type))
        {
            throw new ObjectContainerException($"Circular dependency found! {type.FullName}", [.. path]);
        }

        var constructors = type.GetConstructors() is { Length: > 0 } visible
            ? visible
            : type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance);
        var widest = constructors.GroupBy(c => c.GetParameters().Length).MaxBy(g => g.Key).ToArray();
        if (widest.Length > 1)
        {
            throw new ObjectContainerException(
                $"Multiple public constructors with same maximum parameter count are not supported! {type.FullName}", [.. path]);
        }

        List<Type> longerPath = [.. path, type];
        var arguments = widest[0].GetParameters()
            .Select(p => Resolve(new RegistrationKey(p.ParameterType, null), longerPath)).ToArray();
        var made = widest[0].Invoke(arguments);
        ObjectCreated?.Invoke(made);
        return made;
    }

    private object InvokeFactory(Delegate factory, RegistrationKey key, List<Type> path)
    {
        if (path.Contains(key.Type))
        {
            throw new ObjectContainerException($"Circular dependency found! {factory}", [.. path]);
        }

        List<Type> longerPath = [.. path, key.Type];
        var arguments = factory.Method.GetParameters()
            .Where(p => p.ParameterType == typeof(IObjectContainer))
            .Select(p => Resolve(new RegistrationKey(p.ParameterType, null), longerPath)).ToArray();
        try
        {
            return factory.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    private void ObjectDisposedCheck()
    {
        if (_isDisposed)
        {
            throw new ObjectContainerException("Object container disposed", null);
        }
    }
}
