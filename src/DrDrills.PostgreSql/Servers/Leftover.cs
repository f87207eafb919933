namespace DrDrills.PostgreSql.Servers;

/// <summary>One thing that a run left whose process is gone.</summary>
/// <param name="Kind">container, folder, process, mount or loop device.</param>
/// <param name="Name">Its name, path or process id.</param>
/// <param name="RunId">The run that made it; empty where nothing says so any more.</param>
/// <param name="Removed">Whether it is gone now, as looked up afterwards.</param>
public sealed record Leftover(string Kind, string Name, string RunId, bool Removed)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Kind} '{Name}'{(RunId.Length == 0 ? "" : $" of run '{RunId}'")}, left by a process that is gone: {(Removed ? "removed" : "could not be removed")}";
}
