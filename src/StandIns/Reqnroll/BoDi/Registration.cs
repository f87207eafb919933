namespace Reqnroll.BoDi;

/// <summary>Names what is asked of a container: a type and, rarely, a name.</summary>
internal readonly record struct RegistrationKey(Type Type, string Name)
{
    public override string ToString() => Name is null ? Type.FullName : $"{Type.FullName}('{Name}')";
}

/// <summary>One entry of a container: how the object behind a key comes into being.</summary>
internal sealed class Registration : IStrategyRegistration
{
    private Registration()
    {
    }

    public Type ImplementationType { get; private init; }

    public Delegate Factory { get; private init; }

    public object Instance { get; private init; }

    public bool PerDependency { get; private set; }

    public static Registration OfType(Type type) => new() { ImplementationType = type };

    public static Registration OfFactory(Delegate factory) => new() { Factory = factory };

    public static Registration OfInstance(object instance) => new() { Instance = instance };

    public IStrategyRegistration InstancePerDependency()
    {
        PerDependency = true;
        return this;
    }

    public IStrategyRegistration InstancePerContext()
    {
        PerDependency = false;
        return this;
    }
}
