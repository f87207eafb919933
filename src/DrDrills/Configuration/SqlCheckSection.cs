using System.Text.Json;
using System.Text.Json.Nodes;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Configuration;

/// <summary>Reads SQL checks; what is wrong is added to a list instead of thrown.</summary>
/// <param name="mistakes">The list.</param>
public sealed class SqlCheckSection(List<string> mistakes)
{
    private const string Member = "checks";

    /// <summary>Reads a list of its own, as a scenario's doc string holds one: a JSON array of what <c>checks</c> holds in <c>drdrills.json</c>.</summary>
    /// <param name="text">The list.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="ConfigurationInvalidException">It is wrong; carries all mistakes.</exception>
    public static IReadOnlyList<SqlCheck> Parse(string text, string place)
    {
        var mistakes = new List<string>();
        IReadOnlyList<SqlCheck> checks = [];
        try
        {
            var document = new JsonObject { [Member] = JsonNode.Parse(text) ?? JsonValue.Create("null") };
            checks = new SqlCheckSection(mistakes).Read(new JsonSection(document, "the document", mistakes));
            if (checks.Count == 0 && mistakes.Count == 0)
            {
                mistakes.Add("there is no check in it.");
            }
        }
        catch (JsonException e)
        {
            mistakes.Add($"it is not JSON (line {e.LineNumber + 1}).");
        }

        return mistakes.Count == 0 ? checks : throw new ConfigurationInvalidException(place, mistakes);
    }

    /// <summary>The checks below a section.</summary>
    internal IReadOnlyList<SqlCheck> Read(JsonSection above)
    {
        var checks = above.Sections(Member).Select(section => (Check: ReadOne(section), section.Path)).ToList();
        foreach (var same in checks.Where(c => IsName(c.Check.Name)).GroupBy(c => c.Check.Id).Where(group => group.Count() > 1))
        {
            mistakes.Add($"{same.First().Path[..same.First().Path.LastIndexOf('[')]}: '{same.First().Check.Name}' is there {same.Count()} times.");
        }

        return [.. checks.Select(c => c.Check)];
    }

    private SqlCheck ReadOne(JsonSection section)
    {
        section.Allow("name", "sql", "expect", "min", "max", "limit");
        var name = section.RequiredText("name");
        if (name.Length > 0 && !IsName(name))
        {
            mistakes.Add($"{section.Path}.name is '{name}'; write it in words of letters and digits, like 'orders of this year'.");
        }

        var expected = section.Scalar("expect");
        var (min, max) = (section.Number("min"), section.Number("max"));
        Weigh(section, min, max);
        var limit = section.Duration("limit");
        if (limit == TimeSpan.Zero)
        {
            mistakes.Add($"{section.Path}.limit is zero; nothing answers in no time.");
        }

        return new SqlCheck
        {
            Name = name,
            Sql = section.RequiredText("sql"),
            ExpectedNumber = expected?.GetValueKind() == JsonValueKind.Number ? expected.GetValue<decimal>() : null,
            ExpectedText = expected?.GetValueKind() switch
            {
                JsonValueKind.String => expected.GetValue<string>(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            },
            Min = min,
            Max = max,
            Limit = limit ?? SqlCheck.DefaultLimit,
        };
    }

    private void Weigh(JsonSection section, decimal? min, decimal? max)
    {
        var bounded = section.Has("min") || section.Has("max");
        if (section.Has("expect") == bounded)
        {
            mistakes.Add(bounded
                ? $"{section.Path} has 'expect' together with 'min' or 'max'; the one says what the answer is, the others how far it may go."
                : $"{section.Path} says nothing of the answer; give it 'expect', or 'min' and 'max', or one of them.");
        }

        if (min > max)
        {
            mistakes.Add($"{section.Path}.min is greater than max.");
        }
    }

    private static bool IsName(string name) => name.Any(char.IsAsciiLetterOrDigit) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_');
}
