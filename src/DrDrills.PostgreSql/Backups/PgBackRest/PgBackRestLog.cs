using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>The log in a repository of pgBackRest. What is there is told from names; segments are brought by <c>archive-get</c>.</summary>
/// <remarks>A segment's name carries the SHA-1 of its content, which <c>archive-get</c> does not look at: it is compared here.</remarks>
/// <param name="program">Reads the repository.</param>
/// <param name="folder">Where the log of the backup's cluster is: <c>archive/STANZA/15-1</c>.</param>
/// <param name="data">The restored data directory, which <c>archive-get</c> compares with the repository.</param>
/// <param name="segmentBytes">Size of a segment.</param>
internal sealed class PgBackRestLog(PgBackRestProgram program, DirectoryInfo folder, DirectoryInfo data, long segmentBytes) : ILogArchive
{
    private const string Partial = ".partial";

    private const int ChecksumLength = 40;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private readonly Lazy<ILookup<string, string>> _files = new(() => (folder.Exists ? folder.EnumerateFiles("*", Everything) : [])
        .ToLookup(file => SegmentNameOf(file.Name), file => file.Name));

    public string Location => folder.FullName;

    public long SegmentBytes => segmentBytes;

    public IReadOnlyList<WalSegment> List() => [.. _files.Value
        .Select(group => WalSegment.TryParse(Whole(group.Key), segmentBytes)).OfType<WalSegment>()
        .Distinct()
        .OrderBy(segment => segment.Timeline).ThenBy(segment => segment.Number)];

    public IReadOnlyList<int> Timelines() => [.. List().Select(segment => segment.Timeline)
        .Concat(_files.Value.Select(group => TimelineHistory.TimelineOf(group.Key)).OfType<int>())
        .Distinct().Order()];

    public string? Missing(WalSegment segment) =>
        _files.Value.Contains(segment.FileName) || _files.Value.Contains(segment.FileName + Partial) ? null : "is missing";

    public bool IsPartial(WalSegment segment) => !_files.Value.Contains(segment.FileName) && _files.Value.Contains(segment.FileName + Partial);

    public async Task BringAsync(WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken)
    {
        var name = segment.FileName + (IsPartial(segment) ? Partial : "");
        var path = Path.Combine(into.FullName, segment.FileName);
        await RunFolder.GiveToServerAsync([into.FullName], false, cancellationToken).ConfigureAwait(false);
        await GetAsync(name, path, cancellationToken).ConfigureAwait(false);
        var file = _files.Value[name].FirstOrDefault(kept => kept.Length > name.Length + ChecksumLength);
        var expected = file?.Substring(name.Length + 1, ChecksumLength);
        var observed = await ChecksumAsync(path, cancellationToken).ConfigureAwait(false);
        if (expected is not null && observed != expected)
        {
            throw Damaged(name, $"has the SHA-1 {observed} instead of {expected}", null);
        }
    }

    public async Task<string?> ReadHistoryAsync(int timeline, CancellationToken cancellationToken)
    {
        var name = TimelineHistory.FileNameOf(timeline);
        if (!_files.Value.Contains(name))
        {
            return null;
        }

        var outcome = await program.RunAsync(
            "repo-get", [$"archive/{folder.Parent!.Name}/{folder.Name}/{name}"], cancellationToken).ConfigureAwait(false);
        return outcome.ExitCode == 0 ? outcome.Output : throw Damaged(name, $"cannot be read ({PgBackRestSource.FirstError(outcome)})", outcome.Errors);
    }

    private async Task GetAsync(string name, string path, CancellationToken cancellationToken)
    {
        var outcome = await program.RunAsync(
            "archive-get",
            [$"--pg1-path={data.FullName}", $"--lock-path={Path.GetDirectoryName(path)}", name, path],
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            throw PgBackRestDamage.IsOurSide(outcome)
                ? PgBackRestDamage.CouldNotBring($"segment '{name}'", PgBackRestSource.FirstError(outcome), outcome)
                : Damaged(name, $"cannot be brought ({PgBackRestSource.FirstError(outcome)})", outcome.Errors);
        }
    }

    private DrillException Damaged(string name, string how, string? details) => new BackupUnreadableException(
        "DR1331",
        name,
        $"'{name}' of the archived log {how}: in '{folder.FullName}'.",
        "fetch it again from where the repository is copied from, or recover to a position before it.",
        details);

    /// <summary>The repository's tool names segments by this checksum; nothing secret rests on it.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "pgBackRest's own file names carry SHA-1.")]
    private static async Task<string> ChecksumAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous);
        await using var _ = stream.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA1.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>"000000010000000000000006-c586….gz" gives "000000010000000000000006".</summary>
    private static string SegmentNameOf(string file) =>
        file.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? file[..dash] : file;

    private static string Whole(string name) => name.EndsWith(Partial, StringComparison.Ordinal) ? name[..^Partial.Length] : name;
}
