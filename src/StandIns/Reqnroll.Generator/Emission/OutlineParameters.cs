using Gherkin.Ast;

namespace Reqnroll.Generator.Emission;

/// <summary>The columns of an outline's examples as parameters of its test method.</summary>
internal sealed class OutlineParameters
{
    private readonly List<(string Column, string Identifier)> _parameters = [];

    public OutlineParameters(Scenario outline)
    {
        foreach (var column in outline.Examples.First().TableHeader.Cells.Select(c => c.Value.Trim()))
        {
            Add(column);
        }
    }

    private OutlineParameters()
    {
    }

    public static OutlineParameters None { get; } = new();

    public IReadOnlyList<(string Column, string Identifier)> All => _parameters;

    public string? Find(string column) =>
        _parameters.Where(p => p.Column == column.Trim()).Select(p => p.Identifier).FirstOrDefault();

    private void Add(string column)
    {
        var identifier = IdentifierText.ToCamelCaseIdentifier(column) is { Length: > 0 } name ? name : "_";
        for (var suffix = 1; _parameters.Exists(p => p.Identifier == $"@{identifier}"); suffix++)
        {
            identifier += suffix;
        }

        // The @ keeps columns called "class" or "event" valid and is no part of the name.
        _parameters.Add((column, $"@{identifier}"));
    }
}
