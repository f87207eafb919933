namespace DrDrills.PostgreSql.Servers;

/// <summary>Where PostgreSQL servers for restored copies shall come from.</summary>
public sealed record PostgresTargetOptions
{
    /// <summary>The image that containers are made from when nothing else is named.</summary>
    public const string DefaultImage = "postgres:17";

    /// <summary>Environment variable that names another image.</summary>
    public const string ImageVariable = "DRDRILLS_POSTGRES_IMAGE";

    /// <value>Which kind of target. Default: auto (container, then local).</value>
    public TargetKind Kind { get; init; } = TargetKind.Auto;

    /// <value>Image of containers. Default: <c>DRDRILLS_POSTGRES_IMAGE</c>, else <c>postgres:17</c>.</value>
    public string Image { get; init; } =
        Environment.GetEnvironmentVariable(ImageVariable) is { Length: > 0 } named ? named : DefaultImage;

    /// <value>Folder below which everything of a run is made. Default: <c>$TMPDIR/drdrills-UID</c>.</value>
    public DirectoryInfo RunRoot { get; init; } = Servers.RunRoot.Default;

    /// <value>Connection string of the remote server, a secret that is never logged; null where no remote target is wanted.</value>
    public string? RemoteConnection { get; init; }

    /// <value>Hosts, or <c>host/database</c> pairs, that a remote target may use. Default: none.</value>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <value>
    /// Folder that holds <c>build-postgres-image.sh</c>, which makes an image from this machine's packages where the named one cannot be had.
    /// Default: <c>fixtures/images</c> above the program or the current folder; null where it is not there.
    /// </value>
    public DirectoryInfo? ImageRecipes { get; init; } = FindRecipes();

    /// <summary>The connection string stays out of logs.</summary>
    public override string ToString() =>
        $"{Kind}, image '{Image}', run root '{RunRoot.FullName}', remote {(RemoteConnection is null ? "none" : "given")}";

    private static DirectoryInfo? FindRecipes()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var recipes = Path.Combine(folder.FullName, "fixtures", "images");
                if (File.Exists(Path.Combine(recipes, "build-postgres-image.sh")))
                {
                    return new DirectoryInfo(recipes);
                }
            }
        }

        return null;
    }
}
