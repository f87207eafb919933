using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Where one physical backup is brought to, and by which programs it is read. What is made here is removed with the copy.</summary>
/// <param name="WorkFolder">Seen by the target under the same path.</param>
/// <param name="Tools">Programs of the target.</param>
internal sealed record PhysicalRoom(DirectoryInfo WorkFolder, IPostgresTools Tools)
{
    private readonly List<DirectoryInfo> _folders = [];

    /// <summary>Every folder that was made.</summary>
    public IReadOnlyList<DirectoryInfo> Folders => _folders;

    /// <summary>A path for a new folder.</summary>
    /// <param name="purpose">A short word: <c>data</c>, <c>log</c>.</param>
    public DirectoryInfo Reserve(string purpose)
    {
        var folder = new DirectoryInfo(Path.Combine(WorkFolder.FullName, $"{purpose}-{Guid.NewGuid().ToString("N")[..8]}"));
        _folders.Add(folder);
        return folder;
    }

    /// <summary>A new folder, empty.</summary>
    /// <param name="purpose">A short word: <c>data</c>, <c>log</c>.</param>
    public DirectoryInfo Make(string purpose)
    {
        var folder = Reserve(purpose);
        folder.Create();
        return folder;
    }
}
