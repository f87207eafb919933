using System.Text;

namespace DrDrills.Reporting.Progress;

/// <summary>Reads a run's <c>progress.jsonl</c> while it grows.</summary>
/// <param name="runFolder">The run's folder; the file may not be there yet.</param>
public sealed class ProgressTail(string runFolder)
{
    private readonly string _file = Path.Combine(runFolder, ProgressEvent.FileName);
    private readonly List<byte> _rest = [];
    private long _offset;

    /// <summary>Everything written since the last call; a line without its end is kept for the next.</summary>
    public IReadOnlyList<ProgressEvent> ReadNew()
    {
        if (!File.Exists(_file))
        {
            return [];
        }

        using var stream = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(_offset, SeekOrigin.Begin);
        var buffer = new byte[64 * 1024];
        var events = new List<ProgressEvent>();
        for (int read; (read = stream.Read(buffer)) > 0; _offset += read)
        {
            foreach (var one in buffer.AsSpan(0, read))
            {
                if (one != '\n')
                {
                    _rest.Add(one);
                    continue;
                }

                if (ProgressEvent.FromLine(Encoding.UTF8.GetString([.. _rest])) is { } progress)
                {
                    events.Add(progress);
                }

                _rest.Clear();
            }
        }

        return events;
    }
}
