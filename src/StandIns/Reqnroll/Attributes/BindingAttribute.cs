namespace Reqnroll;

/// <summary>Marks a class whose steps, hooks and transformations take part in the run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class BindingAttribute : Attribute
{
}
