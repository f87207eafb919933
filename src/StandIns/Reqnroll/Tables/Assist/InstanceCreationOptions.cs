namespace Reqnroll.Assist;

/// <summary>How strictly a table is turned into objects.</summary>
public class InstanceCreationOptions
{
    /// <summary>Every column must find a member of exactly its name.</summary>
    public bool VerifyAllColumnsBound { get; set; }

    public bool VerifyCaseInsensitive { get; set; }

    /// <summary>Take the constructor with the most parameters that the table can fill.</summary>
    public bool RequireTableToProvideAllConstructorParameters { get; set; }
}
