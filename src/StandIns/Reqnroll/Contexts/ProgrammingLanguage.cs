namespace Reqnroll;

/// <summary>The language of the generated code, and so of the snippets; here always C#.</summary>
public enum ProgrammingLanguage
{
    Other,
    CSharp,
    VB,
    FSharp,
}
