using DrDrills.Evidence;
using DrDrills.Reporting.Packs;

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

    /// <value>The run before this one, for each system that was drilled; by system.</value>
    public required IReadOnlyList<ChainLink> Chain { get; init; }

    /// <value>Every evidence record, by path (ordinal).</value>
    public required IReadOnlyList<RunIndexRecord> Records { get; init; }

    /// <value>Every file of the run but those that hold the pack together, by path (ordinal).</value>
    public required IReadOnlyList<RunIndexFile> Files { get; init; }

    /// <summary>Reads a finished run's folder.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="chain">Gives each system its link.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="Errors.EvidenceNotWrittenException">A record there cannot be read.</exception>
    public static async Task<RunIndex> OfAsync(
        string runId, DirectoryInfo folder, Func<string, ChainLink> chain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var files = new List<RunIndexFile>();
        var records = new List<(EvidenceRecord Record, string Path)>();
        foreach (var path in PathsIn(folder))
        {
            var full = Path.Combine(folder.FullName, path);
            var content = File.OpenRead(full);
            await using (content.ConfigureAwait(false))
            {
                files.Add(await RunIndexFile.OfAsync(path, content, cancellationToken).ConfigureAwait(false));
            }

            if (path.EndsWith(EvidenceJson.FileSuffix, StringComparison.Ordinal))
            {
                records.Add((await EvidenceJson.ReadAsync(full, cancellationToken).ConfigureAwait(false), path));
            }
        }

        var all = records.Select(entry => entry.Record).ToList();
        var listed = records.Select(entry => RunIndexRecord.Of(entry.Record, entry.Path, all)).ToList();
        return new RunIndex
        {
            Schema = SchemaVersion,
            RunId = runId,
            Chain = [.. listed.Select(record => record.System).Distinct().Order(StringComparer.Ordinal).Select(chain)],
            Records = listed,
            Files = files,
        };
    }

    /// <summary>Names of the files that an index lists, by path (ordinal).</summary>
    /// <param name="folder">The run's folder.</param>
    public static IEnumerable<string> PathsIn(DirectoryInfo folder) => folder
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(file => Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'))
        .Where(path => !PackFiles.IsOutsideIndex(path))
        .Order(StringComparer.Ordinal);
}
