namespace Reqnroll.Assist.Attributes;

/// <summary>Regular expressions of further column names that a member takes.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public class TableAliasesAttribute(params string[] aliases) : Attribute
{
    public string[] Aliases { get; } = aliases;
}
