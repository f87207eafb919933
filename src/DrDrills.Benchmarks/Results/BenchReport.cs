using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrDrills.Errors;

namespace DrDrills.Benchmarks.Results;

/// <summary>All lines of one run, with the machine that they were measured on.</summary>
/// <param name="Machine">Cores, memory, versions, settings.</param>
/// <param name="Rows">The lines, in the order of the measures.</param>
internal sealed record BenchReport(IReadOnlyDictionary<string, string> Machine, IReadOnlyList<BenchRow> Rows)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <value><c>passed</c> only where every line that is held to something holds; what was not measured does not count as held.</value>
    public ExitCode Outcome =>
        Rows.Any(row => row.Holds == false) ? ExitCode.ObjectiveMissed
        : Rows.Any(row => row.Reach is not null && row.Holds is null) ? ExitCode.Inconclusive
        : ExitCode.Passed;

    /// <summary>As an indented JSON document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json) + "\n";

    /// <summary>As a table in plain text.</summary>
    public string ToText()
    {
        string[] head = ["measure", "against", "measured", "reach", "holds", "made of"];
        var lines = Rows.Select(row => new[]
        {
            row.Measure,
            row.Against,
            row.Figure is { } figure ? Text(figure, row.Unit) : "-",
            row.Reach is { } reach ? "at most " + Text(reach, row.Unit) : "-",
            row.Holds switch { true => "yes", false => "NO", null => "-" },
            row.Detail,
        }).Prepend(head).ToList();
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        var table = lines.Select(line => string.Join(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ToList();
        table.Insert(1, string.Join("-|-", widths.Select(width => new string('-', width))));
        return string.Join('\n', Machine.Select(fact => $"{fact.Key}: {fact.Value}").Append("").Concat(table)) + "\n";
    }

    private static string Text(double figure, string unit) => unit == "x"
        ? figure.ToString("0.00", CultureInfo.InvariantCulture) + "x"
        : figure.ToString(unit == "s" ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + unit;
}
