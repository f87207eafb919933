using System.Text.Json;
using DrDrills.Drills;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Who made a folder of a run: one process, named so that a later process with the same number is not taken for it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ProcessId">The harness's process id.</param>
/// <param name="ProcessStart">Clock ticks after boot at which that process started.</param>
/// <param name="Boot">The boot that these ticks count from.</param>
/// <param name="ProcessSpace">The process id namespace in which the id means something.</param>
/// <param name="AlsoRemove">Folders elsewhere that belong to this one.</param>
internal sealed record RunOwner(
    string RunId, int ProcessId, long ProcessStart, string Boot, string ProcessSpace, IReadOnlyList<string> AlsoRemove)
{
    public const string FileName = "owner.json";

    public static RunOwner ThisProcess(string runId, params string[] alsoRemove)
    {
        var process = RunProcess.ThisProcess;
        return new RunOwner(runId, process.ProcessId, process.Start, process.Boot, process.Space, alsoRemove);
    }

    /// <summary>
    /// Whether the owner still runs; null where this process cannot tell because the owner lives in another process space. What an earlier
    /// boot of this machine left has no owner any more.
    /// </summary>
    public bool? IsAlive()
    {
        var process = new RunProcess(ProcessId, ProcessStart, Boot, ProcessSpace);
        return process.IsOfThisBoot ? process.IsAlive() : false;
    }

    public void WriteTo(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, FileName);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    public static RunOwner? ReadFrom(DirectoryInfo folder)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Combine(folder.FullName, FileName)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static RunOwner? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<RunOwner>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
