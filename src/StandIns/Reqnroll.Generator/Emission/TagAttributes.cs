using Gherkin.Ast;

namespace Reqnroll.Generator.Emission;

/// <summary>Tags as NUnit attributes: categories, but @ignore as Ignore, and the configured ones also as NonParallelizable.</summary>
internal static class TagAttributes
{
    public static void Write(CodeText code, IEnumerable<Tag> tags, string ignoreReason, IReadOnlyList<string> nonParallelizable)
    {
        foreach (var name in tags.Select(CodeText.NameOf))
        {
            if (IsIgnore(name))
            {
                code.Attribute("Ignore", CodeText.Literal(ignoreReason));
                continue;
            }

            if (nonParallelizable.Any(t => t.TrimStart('@').Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                code.Attribute("NonParallelizable");
            }

            code.Attribute("Category", CodeText.Literal(name));
        }
    }

    public static bool IsIgnore(string name) => name.Equals("ignore", StringComparison.OrdinalIgnoreCase);
}
