using System.Globalization;
using System.Text;
using DrDrills.Credentials;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Tar;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>A base backup in tar format, its archives wrapped or not: one archive of the data directory, one of the log, one for each tablespace.</summary>
/// <param name="Data">The archive that begins with <c>backup_label</c>.</param>
/// <param name="Label">Text of its <c>backup_label</c>.</param>
/// <param name="Linked">Numbers of the tablespaces that the data directory links to.</param>
internal sealed record BaseBackupTars(string Data, string Label, IReadOnlyList<uint> Linked)
{
    private const string MapName = "tablespace_map";

    /// <value>The archive of the log, or null where it is not in the backup, or inside the data directory's.</value>
    public string? Log { get; private init; }

    /// <value>Archives of tablespaces by their number, which is their file's name.</value>
    public IReadOnlyDictionary<uint, string> Tablespaces { get; private init; } = new Dictionary<uint, string>();

    /// <value>What the files must be, or null where pg_basebackup was told to write none.</value>
    public string? Manifest { get; private init; }

    /// <value>Files beside it that could not be opened: damaged at their beginning, or encrypted under another key.</value>
    public IReadOnlyList<string> Unopened { get; private init; } = [];

    /// <value>Whether something of it may be missing; one of <see cref="Unopened"/> may be that.</value>
    public bool MayLack => Log is null || Manifest is null || Linked.Any(number => !Tablespaces.ContainsKey(number));

    /// <summary>Recognises one archive, or a folder of them, by what they begin with.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="key">What encrypted archives are opened with; without one, or with another, they are not recognised.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where no file there is the archive of a data directory, or more than one is.</returns>
    public static async Task<BaseBackupTars?> FindAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        if (BackupFiles.HasContent(path))
        {
            return await WrappedFile.TryReadHeadAsync(path, key, cancellationToken).ConfigureAwait(false) is { } head ? DataIn(path, head) : null;
        }

        BaseBackupTars? data = null;
        var isOnly = true;
        string? log = null, manifest = null;
        var tablespaces = new Dictionary<uint, string>();
        var unopened = new List<string>();
        foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path).Where(BackupFiles.HasContent).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            if (await WrappedFile.TryReadHeadAsync(file, key, cancellationToken).ConfigureAwait(false) is not { } head)
            {
                unopened.Add(file);
                continue;
            }

            if (data is null && Wrappings.EncryptionOf(file) is not null && DumpHead.Of(head.Span) is not null)
            {
                // A folder of encrypted dumps: there may be many, and opening each takes its time.
                return null;
            }

            var first = EntriesOf(head).Select(entry => entry.Name).FirstOrDefault();
            if (DataIn(file, head) is { } found)
            {
                isOnly &= data is null;
                data = found;
            }
            else if (IsLog(first))
            {
                log ??= file;
            }
            else if (first?.StartsWith("PG_", StringComparison.Ordinal) == true && NumberOf(file) is { } number)
            {
                tablespaces[number] = file;
            }
            else if (BaseBackupLabel.IsManifest(head.Span))
            {
                manifest ??= file;
            }
        }

        return data is null || !isOnly ? null : data with { Log = log, Tablespaces = tablespaces, Manifest = manifest, Unopened = unopened };
    }

    /// <summary>The archive of a data directory by its first bytes, or null where they are something else's.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="head">Its first bytes, without wrappings.</param>
    public static BaseBackupTars? DataIn(string path, ReadOnlyMemory<byte> head)
    {
        string? label = null;
        IReadOnlyList<uint> linked = [];
        foreach (var (name, text) in EntriesOf(head))
        {
            switch (name)
            {
                case BaseBackupLabel.LabelName:
                    label = text;
                    break;
                case MapName:
                    linked = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => line.Split(' ')[0])
                        .Where(word => word.All(char.IsAsciiDigit))
                        .Select(word => uint.Parse(word, CultureInfo.InvariantCulture))];
                    break;
                default:
                    return label is null ? null : new BaseBackupTars(path, label, linked);
            }
        }

        return null;
    }

    private static bool IsLog(string? first) => first is not null
        && ((first.Length >= 24 && WalSegment.TryParse(first[..24], 1 << 20) is not null) || TimelineHistory.TimelineOf(first) is not null);

    private static uint? NumberOf(string path) => uint.TryParse(
        string.Concat(Path.GetFileName(path).TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Names of the first files of an archive, with the text of those that describe the backup; empty where it is no archive or cannot be read.</summary>
    private static IEnumerable<(string Name, string Text)> EntriesOf(ReadOnlyMemory<byte> head)
    {
        foreach (var member in TarHead.MembersOf(head).Where(member => member.Name.Length > 0))
        {
            yield return (member.Name, member.Name is BaseBackupLabel.LabelName or MapName ? Encoding.UTF8.GetString(member.Begin.Span) : "");
        }
    }
}
