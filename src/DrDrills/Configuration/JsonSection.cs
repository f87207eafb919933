using System.Text.Json;
using System.Text.Json.Nodes;
using DrDrills.Objectives;

namespace DrDrills.Configuration;

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
            case { } node when IsText(node):
                return node.GetValue<string>().Trim();
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

    /// <summary>A number, or null where it is not there.</summary>
    public decimal? Number(string member)
    {
        if (_members[member] is not { } node)
        {
            return null;
        }

        if (node is JsonValue value && value.TryGetValue<decimal>(out var number))
        {
            return number;
        }

        _mistakes.Add($"{Below(member)} must be a number.");
        return null;
    }

    /// <summary>A number, a text (which may be empty), true or false; null where it is not there.</summary>
    public JsonValue? Scalar(string member)
    {
        if (_members[member] is null || (_members[member] is JsonValue value
            && value.GetValueKind() is var kind
            && (kind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False
                || (kind == JsonValueKind.Number && value.TryGetValue<decimal>(out _)))))
        {
            return _members[member] as JsonValue;
        }

        _mistakes.Add($"{Below(member)} must be a number, a text, true or false.");
        return null;
    }

    /// <summary>A duration, or null where it is not there.</summary>
    public TimeSpan? Duration(string member) => Text(member) is { } text ? Duration(Below(member), text, _mistakes) : null;

    /// <summary>Reads a duration; what is none is added to the mistakes.</summary>
    public static TimeSpan? Duration(string place, string text, List<string> mistakes)
    {
        if (DurationText.TryParse(text, out var duration))
        {
            return duration;
        }

        mistakes.Add($"{place} is '{text}'; write a duration like '15 minutes', '1h 30m', '90s' or 'PT15M'.");
        return null;
    }

    /// <summary>A list of texts; empty where it is not there.</summary>
    public IReadOnlyList<string> Texts(string member)
    {
        if (_members[member] is null)
        {
            return [];
        }

        if (_members[member] is JsonArray list && list.All(IsText))
        {
            return [.. list.Select(node => node!.GetValue<string>().Trim())];
        }

        _mistakes.Add($"{Below(member)} must be a list of texts that are not empty.");
        return [];
    }

    /// <summary>Texts by their names; empty where it is not there.</summary>
    public IReadOnlyDictionary<string, string> TextsByName(string member)
    {
        if (_members[member] is null)
        {
            return new Dictionary<string, string>();
        }

        if (_members[member] is JsonObject named && named.All(pair => IsText(pair.Value)))
        {
            return named.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>().Trim());
        }

        _mistakes.Add($"{Below(member)} must be an object whose members are texts that are not empty.");
        return new Dictionary<string, string>();
    }

    /// <summary>Whether the member is there.</summary>
    public bool Has(string member) => _members[member] is not null;

    private static bool IsText(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim().Length > 0;

    private string Below(string member) => Path == "the document" ? member : $"{Path}.{member}";
}
