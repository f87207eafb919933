namespace DrDrills.Reporting.Progress;

/// <summary>Writes what happens in one drill to the run's <c>progress.jsonl</c>, line by line, for whoever watches.</summary>
/// <remarks>Drills of one process share the file. A line that cannot be written is dropped: a full disk must not decide a verdict.</remarks>
public sealed class ProgressLog : ProgressObserver
{
    private static readonly Lock _oneWriter = new();
    private readonly string _file;

    /// <summary>Opens the log of one drill.</summary>
    /// <param name="runFolder">The run's folder; made if it is not there.</param>
    /// <param name="drill">The drill's identity.</param>
    /// <param name="time">Where instants come from.</param>
    public ProgressLog(string runFolder, string drill, TimeProvider time)
        : base(drill, time)
    {
        Directory.CreateDirectory(runFolder);
        _file = Path.Combine(runFolder, ProgressEvent.FileName);
    }

    /// <inheritdoc/>
    protected override void Tell(ProgressEvent progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        lock (_oneWriter)
        {
            try
            {
                File.AppendAllText(_file, progress.ToLine() + "\n");
            }
            catch (IOException)
            {
                // Dropped; see the remarks.
            }
        }
    }
}
