using DrDrills.Evidence;

namespace DrDrills.Reporting.Index;

/// <summary>Everything that a run left (<c>drdrills.run/v1</c>): its records, and the hash and size of every file.</summary>
/// <remarks>Published as a JSON Schema in <c>reports/templates/schemas/drdrills.run.v1.schema.json</c>.</remarks>
public sealed record RunIndex
{
    /// <summary>The schema version that this build writes.</summary>
    public const string SchemaVersion = "drdrills.run/v1";

    /// <summary>The index's own name in the run's folder.</summary>
    public const string FileName = "index.json";

    /// <value>Always <see cref="SchemaVersion"/>.</value>
    public required string Schema { get; init; }

    /// <value>The run, which may hold many drills.</value>
    public required string RunId { get; init; }

    /// <value>Every evidence record, by path (ordinal).</value>
    public required IReadOnlyList<RunIndexRecord> Records { get; init; }

    /// <value>Every file under the run's folder but the index itself, by path (ordinal).</value>
    public required IReadOnlyList<EvidenceFile> Files { get; init; }

    /// <summary>Reads a finished run's folder.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="Errors.EvidenceNotWrittenException">A record there cannot be read.</exception>
    public static async Task<RunIndex> OfAsync(string runId, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var files = new List<EvidenceFile>();
        var records = new List<RunIndexRecord>();
        foreach (var path in PathsIn(folder))
        {
            var file = await EvidenceFile.OfAsync(folder, path, cancellationToken).ConfigureAwait(false);
            files.Add(file);
            if (file.Path.EndsWith(EvidenceJson.FileSuffix, StringComparison.Ordinal))
            {
                var record = await EvidenceJson.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                records.Add(new RunIndexRecord(
                    record.RecordId,
                    record.Kind,
                    record.Identity.DrillId,
                    record.Outcome.Verdict,
                    record.Outcome.ProvesRecovery,
                    file.Path));
            }
        }

        return new RunIndex { Schema = SchemaVersion, RunId = runId, Records = records, Files = files };
    }

    /// <summary>Files that differ from the index: changed, missing or new; empty where all is as it was.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public async Task<IReadOnlyList<string>> DifferencesAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var indexed = Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var path in PathsIn(folder))
        {
            var file = await EvidenceFile.OfAsync(folder, path, cancellationToken).ConfigureAwait(false);
            if (!indexed.Remove(file.Path, out var then))
            {
                differences.Add($"{file.Path}: not in the index");
            }
            else if (file != then)
            {
                differences.Add($"{file.Path}: expected {then.SizeBytes} bytes, SHA-256 {then.Sha256}; observed {file.SizeBytes} bytes, SHA-256 {file.Sha256}");
            }
        }

        return [.. differences, .. indexed.Keys.Order(StringComparer.Ordinal).Select(path => $"{path}: missing")];
    }

    private static IEnumerable<string> PathsIn(DirectoryInfo folder) => folder
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(file => file.FullName)
        .Where(path => Path.GetRelativePath(folder.FullName, path) is not (FileName or FileName + ".partial"))
        .OrderBy(path => Path.GetRelativePath(folder.FullName, path), StringComparer.Ordinal);
}
