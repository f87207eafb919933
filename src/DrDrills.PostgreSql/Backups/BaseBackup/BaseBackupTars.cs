using System.Formats.Tar;
using System.Globalization;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>A base backup in tar format, packed or not: one archive of the data directory, one of the log, one for each tablespace.</summary>
/// <param name="Data">The archive that begins with <c>backup_label</c>.</param>
/// <param name="Label">Text of its <c>backup_label</c>.</param>
/// <param name="Linked">Numbers of the tablespaces that the data directory links to.</param>
internal sealed record BaseBackupTars(string Data, string Label, IReadOnlyList<uint> Linked)
{
    /// <value>The archive of the log, or null where it is not in the backup, or inside the data directory's.</value>
    public string? Log { get; private init; }

    /// <value>Archives of tablespaces by their number, which is their file's name.</value>
    public IReadOnlyDictionary<uint, string> Tablespaces { get; private init; } = new Dictionary<uint, string>();

    /// <value>What the files must be, or null where pg_basebackup was told to write none.</value>
    public string? Manifest { get; private init; }

    /// <summary>Recognises one archive, or a folder of them, by what they begin with.</summary>
    /// <returns>Null where no file there is the archive of a data directory.</returns>
    public static BaseBackupTars? Find(string path)
    {
        if (File.Exists(path))
        {
            return DataIn(path);
        }

        var files = Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal).ToList() : [];
        return files.Select(DataIn).OfType<BaseBackupTars>().ToList() is not [var data] ? null : data with
        {
            Log = files.Find(IsLog),
            Tablespaces = files.Where(IsTablespace).ToDictionary(NumberOf),
            Manifest = files.Find(file => Path.GetFileName(file) == BaseBackupLabel.FileName),
        };
    }

    /// <summary>Every file of it.</summary>
    public IEnumerable<string> Files => new[] { Data, Log, Manifest }.OfType<string>().Concat(Tablespaces.Values);

    private static BaseBackupTars? DataIn(string path)
    {
        string? label = null;
        IReadOnlyList<uint> linked = [];
        foreach (var (name, text) in HeadOf(path))
        {
            switch (name)
            {
                case BaseBackupLabel.LabelName:
                    label = text;
                    break;
                case "tablespace_map":
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

    private static bool IsLog(string path) =>
        HeadOf(path).Select(entry => entry.Name).FirstOrDefault() is { } first
        && (first.Length >= 24 && WalSegment.TryParse(first[..24], 1 << 20) is not null || TimelineHistory.TimelineOf(first) is not null);

    private static bool IsTablespace(string path) =>
        HeadOf(path).Select(entry => entry.Name).FirstOrDefault()?.StartsWith("PG_", StringComparison.Ordinal) == true
        && Path.GetFileName(path).TakeWhile(char.IsAsciiDigit).Any();

    private static uint NumberOf(string path) =>
        uint.Parse(string.Concat(Path.GetFileName(path).TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    /// <summary>Names of the first files of an archive, with the text of small ones; empty where it is no archive or cannot be read.</summary>
    private static IEnumerable<(string Name, string Text)> HeadOf(string path)
    {
        using var stream = TarFile.TryOpen(path);
        using var reader = stream is null ? null : new TarReader(stream);
        while (reader is not null && Next(reader) is { } entry)
        {
            var name = TarFile.NameOf(entry);
            if (name.Length > 0)
            {
                using var text = new StreamReader(entry.Length < 1 << 16 && entry.DataStream is { } data ? data : Stream.Null);
                yield return (name, text.ReadToEnd());
            }
        }
    }

    private static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return null;
        }
    }
}
