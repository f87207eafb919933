namespace Reqnroll.BoDi;

/// <summary>How often a registration makes a new object.</summary>
public interface IStrategyRegistration
{
    /// <summary>A new object for every object that asks.</summary>
    IStrategyRegistration InstancePerDependency();

    /// <summary>One object per container; the default.</summary>
    IStrategyRegistration InstancePerContext();
}
