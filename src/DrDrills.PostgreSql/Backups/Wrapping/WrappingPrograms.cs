namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>The programs that undo what backups are wrapped in; each is needed only for backups that are wrapped so.</summary>
public static class WrappingPrograms
{
    /// <summary>Program and Debian package of each.</summary>
    public static IReadOnlyList<(string Program, string Package)> All { get; } = [.. Wrappings.Default.OfType<IProgramWrapping>().Select(wrapping => wrapping.Program)];

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsHere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
