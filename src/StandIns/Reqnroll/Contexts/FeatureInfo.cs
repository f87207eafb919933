using System.Globalization;

namespace Reqnroll;

/// <summary>A feature as written.</summary>
public class FeatureInfo
{
    public FeatureInfo(CultureInfo language, string folderPath, string title, string description, params string[] tags)
        : this(language, folderPath, title, description, ProgrammingLanguage.CSharp, tags)
    {
    }

    public FeatureInfo(
        CultureInfo language,
        string folderPath,
        string title,
        string description,
        ProgrammingLanguage programmingLanguage,
        params string[] tags)
    {
        Language = language;
        FolderPath = folderPath;
        Title = title;
        Description = description;
        GenerationTargetLanguage = programmingLanguage;
        Tags = tags ?? [];
    }

    public string[] Tags { get; }

    public ProgrammingLanguage GenerationTargetLanguage { get; }

    /// <summary>The feature file's folder, relative to the project, with forward slashes; empty for the project folder.</summary>
    public string FolderPath { get; }

    public string Title { get; }

    public string Description { get; }

    public CultureInfo Language { get; }
}
