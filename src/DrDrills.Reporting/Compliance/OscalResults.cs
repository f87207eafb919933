using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Compliance;

/// <summary>A run as NIST OSCAL assessment results (1.1.3), for tools that gather evidence.</summary>
/// <remarks>
/// One observation for each record, one finding for each control of the matrix; a control is "satisfied" only where it is supported.
/// Identifiers are made of what they name, so the same run gives the same document.
/// </remarks>
public static partial class OscalResults
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "assessment-results.oscal.json";

    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document as text, ending in a line feed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records; at least one.</param>
    /// <param name="matrix">The controls beside them.</param>
    public static string Format(string runId, IReadOnlyList<EvidenceRecord> records, ControlMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var start = records.Min(record => record.Timing.DeclaredAt);
        var end = records.Max(record => record.Timing.EndedAt);
        var document = new JsonObject
        {
            ["assessment-results"] = new JsonObject
            {
                ["uuid"] = Uuid("results", runId),
                ["metadata"] = new JsonObject
                {
                    ["title"] = $"DrDrills run {runId}",
                    ["last-modified"] = Instant(end),
                    ["version"] = "1",
                    ["oscal-version"] = "1.1.3",
                    ["remarks"] = matrix.Reading,
                },
                ["import-ap"] = new JsonObject { ["href"] = "#" + Uuid("plan", "features"), ["remarks"] = "The plan is the scenarios of features/, quoted in each record." },
                ["results"] = new JsonArray(new JsonObject
                {
                    ["uuid"] = Uuid("result", runId),
                    ["title"] = $"Recovery drills of run {runId}",
                    ["description"] = "Backups restored, compared with what was backed up, and timed.",
                    ["start"] = Instant(start),
                    ["end"] = Instant(end),
                    ["reviewed-controls"] = new JsonObject
                    {
                        ["control-selections"] = new JsonArray(new JsonObject
                        {
                            ["include-controls"] = new JsonArray([.. matrix.Lines.Select(line => new JsonObject { ["control-id"] = Token(line.Id) })]),
                        }),
                    },
                    ["observations"] = new JsonArray([.. records.Select(Observation)]),
                    ["findings"] = new JsonArray([.. matrix.Lines.Select(line => Finding(runId, line))]),
                }),
            },
        };
        return document.ToJsonString(_options) + "\n";
    }

    private static JsonObject Observation(EvidenceRecord record) => new()
    {
        ["uuid"] = Uuid("record", record.RecordId),
        ["title"] = record.Identity.DrillId,
        ["description"] = record.Outcome.VerdictReason,
        ["props"] = new JsonArray(
            Property("record-id", record.RecordId),
            Property("kind", record.Kind == EvidenceKind.NegativeControl ? "negative control" : "recovery drill"),
            Property("verdict", record.Outcome.Verdict.ToString().ToLowerInvariant()),
            Property("evidence-class", record.Identity.EvidenceClass.ToString().ToLowerInvariant())),
        ["methods"] = new JsonArray("TEST"),
        ["types"] = new JsonArray("control-objective"),
        ["collected"] = Instant(record.Timing.EndedAt),
    };

    private static JsonObject Finding(string runId, ControlLine line)
    {
        var finding = new JsonObject
        {
            ["uuid"] = Uuid("finding", $"{runId}/{line.Id}"),
            ["title"] = $"{line.Framework.Title}, {line.Control.Id}",
            ["description"] = line.Gaps.Count == 0 ? "Supported by evidence." : $"{StateText(line.State)}: {string.Join("; ", line.Gaps)}.",
            ["target"] = new JsonObject
            {
                ["type"] = "objective-id",
                ["target-id"] = Token(line.Id),
                ["status"] = new JsonObject { ["state"] = line.State == ControlState.Supported ? "satisfied" : "not-satisfied", ["reason"] = StateText(line.State).Replace(' ', '-') },
            },
        };
        if (line.Records.Count > 0)
        {
            finding["related-observations"] = new JsonArray([.. line.Records.Select(id => new JsonObject { ["observation-uuid"] = Uuid("record", id) })]);
        }

        return finding;
    }

    /// <summary>"supported", "partly" or "not covered".</summary>
    public static string StateText(ControlState state) => state switch
    {
        ControlState.Supported => "supported",
        ControlState.Partly => "partly",
        _ => "not covered",
    };

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>OSCAL's tokens hold letters, digits, dots, hyphens and underscores only.</summary>
    private static string Token(string id) => NotInTokens().Replace(id.ToLowerInvariant().Replace(':', '-').Replace('(', '.'), "");

    /// <summary>Made of SHA-256, in the layout of a version 5 UUID, which OSCAL asks for.</summary>
    private static string Uuid(string kind, string name)
    {
        var hex = Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes($"drdrills/{kind}/{name}")).Hex;
        return $"{hex[..8]}-{hex[8..12]}-5{hex[13..16]}-a{hex[17..20]}-{hex[20..32]}";
    }

    [GeneratedRegex("[^a-z0-9.\\-_]")]
    private static partial Regex NotInTokens();
}
