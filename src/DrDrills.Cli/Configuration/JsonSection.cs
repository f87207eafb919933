using System.Text.Json;
using System.Text.Json.Nodes;

namespace DrDrills.Cli.Configuration;

/// <summary>One object of a JSON file, read member by member; what is wrong is added to a list instead of thrown.</summary>
internal sealed class JsonSection
{
    private readonly JsonObject _members;
    private readonly List<string> _mistakes;

    public JsonSection(JsonNode? node, string path, List<string> mistakes)
    {
        Path = path;
        _mistakes = mistakes;
        if (node is not null and not JsonObject)
        {
            mistakes.Add($"{path} must be an object.");
        }

        _members = node as JsonObject ?? [];
    }

    /// <summary>Where it stands in the file: <c>systems[0].objectives</c>.</summary>
    public string Path { get; }

    /// <summary>Every other member is a mistake.</summary>
    public void Allow(params string[] members)
    {
        foreach (var (member, _) in _members)
        {
            if (!members.Contains(member))
            {
                _mistakes.Add($"{Path} has '{member}', which is not known; known are {string.Join(", ", members)}.");
            }
        }
    }

    /// <summary>An object below this one, empty where it is not there, with the members that it may have.</summary>
    public JsonSection Section(string member, params string[] members)
    {
        var section = new JsonSection(_members[member], Below(member), _mistakes);
        section.Allow(members);
        return section;
    }

    /// <summary>A list of objects; empty where it is not there.</summary>
    public IReadOnlyList<JsonSection> Sections(string member)
    {
        if (_members[member] is not null and not JsonArray)
        {
            _mistakes.Add($"{Below(member)} must be a list.");
        }

        return [.. (_members[member] as JsonArray ?? []).Select((node, index) =>
            new JsonSection(node ?? JsonValue.Create("null"), $"{Below(member)}[{index}]", _mistakes))];
    }

    /// <summary>A text, or null where it is not there.</summary>
    public string? Text(string member)
    {
        switch (_members[member])
        {
            case null:
                return null;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim() is { Length: > 0 } text:
                return text;
            default:
                _mistakes.Add($"{Below(member)} must be a text that is not empty.");
                return null;
        }
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string member)
    {
        if (_members[member] is null)
        {
            _mistakes.Add($"{Below(member)} is missing.");
        }

        return Text(member) ?? "";
    }

    /// <summary>A whole number, or null where it is not there.</summary>
    public int? Integer(string member, int least)
    {
        if (_members[member] is not { } node)
        {
            return null;
        }

        if (node is JsonValue value && value.TryGetValue<int>(out var number) && number >= least)
        {
            return number;
        }

        _mistakes.Add($"{Below(member)} must be a whole number of at least {least}.");
        return null;
    }

    private string Below(string member) => Path == "the document" ? member : $"{Path}.{member}";
}
