using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrDrills.Backups;
using DrDrills.Reporting.Index;
using DrDrills.Verification;

namespace DrDrills.Reporting.Packs;

/// <summary>What is signed: an in-toto statement (version 1) with a test-result predicate (version 0.1) about one run's index.</summary>
/// <remarks>The index holds the digest of every file, so a digest of the index stands for all of them.</remarks>
public static class TestResultStatement
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The statement about an index, as JSON text.</summary>
    /// <param name="index">The index.</param>
    /// <param name="indexDigest">Digest of its file.</param>
    public static string Of(RunIndex index, Sha256Digest indexDigest)
    {
        ArgumentNullException.ThrowIfNull(index);
        // A negative control is right when it was seen red; the record says so, and the index repeats it.
        string[] Drills(Func<RunIndexRecord, bool> which) => [.. index.Records.Where(which).Select(record => record.DrillId)];
        var failed = Drills(record => !record.AsItShouldBe && record.Verdict == Verdict.Failed);
        var warned = Drills(record => !record.AsItShouldBe && record.Verdict != Verdict.Failed);
        var passed = Drills(record => record.AsItShouldBe);
        return new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject
            {
                ["name"] = RunIndex.FileName,
                ["digest"] = new JsonObject { ["sha256"] = indexDigest.Hex },
            }),
            ["predicateType"] = "https://in-toto.io/attestation/test-result/v0.1",
            ["predicate"] = new JsonObject
            {
                ["result"] = failed.Length > 0 ? "FAILED" : warned.Length > 0 || passed.Length == 0 ? "WARNED" : "PASSED",
                ["configuration"] = new JsonArray([.. index.Records.Select(record => new JsonObject
                {
                    ["name"] = record.Path,
                    ["digest"] = new JsonObject { ["sha256"] = index.Files.First(file => file.Path == record.Path).Sha256 },
                })]),
                ["passedTests"] = Names(passed),
                ["warnedTests"] = Names(warned),
                ["failedTests"] = Names(failed),
            },
        }.ToJsonString(_options) + "\n";
    }

    private static JsonArray Names(string[] drills) => new([.. drills.Select(drill => (JsonNode)drill)]);
}
