namespace DrDrills.Tests.Errors;

/// <summary>Reads the documented form of an error's text: <c>CODE statement</c>, then <c>Hint:</c> lines, then indented <c>Details:</c>.</summary>
internal sealed record ErrorText(string Code, string Statement, IReadOnlyList<string> Hints, IReadOnlyList<string> Details)
{
    public static ErrorText Parse(string text)
    {
        var lines = text.Split('\n').ToList();
        var details = lines.IndexOf("Details:");
        var head = details < 0 ? lines : lines[..details];
        var firstHint = head.FindIndex(line => line.StartsWith("Hint: ", StringComparison.Ordinal));
        var statement = string.Join('\n', firstHint < 0 ? head : head[..firstHint]);
        var blank = statement.IndexOf(' ', StringComparison.Ordinal);
        var hints = firstHint < 0 ? [] : head[firstHint..];
        var tail = details < 0 ? [] : lines[(details + 1)..];
        return blank > 0
            && hints.TrueForAll(line => line.StartsWith("Hint: ", StringComparison.Ordinal))
            && tail.TrueForAll(line => line.StartsWith("    ", StringComparison.Ordinal))
                ? new ErrorText(statement[..blank], statement[(blank + 1)..], [.. hints.Select(h => h[6..])], [.. tail.Select(d => d[4..])])
                : throw new FormatException($"Not the text of an error: {text}");
    }
}
