namespace Reqnroll;

/// <summary>Marks a method that turns a step's text or table into its return type.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class StepArgumentTransformationAttribute : Attribute
{
    public const int DefaultOrder = 10000;

    public StepArgumentTransformationAttribute()
    {
    }

    public StepArgumentTransformationAttribute(string regex, int order = DefaultOrder)
    {
        Regex = regex;
        Order = order;
    }

    /// <summary>The whole text it applies to; null means any text.</summary>
    public string Regex { get; set; }

    /// <summary>The name by which cucumber expressions refer to it; null means the return type's name.</summary>
    public string Name { get; set; }

    /// <summary>Lower is tried first. Without a regex it is 0 unless set: the default belongs to the other constructor.</summary>
    public int Order { get; set; }
}
