namespace DrDrills.PostgreSql.Digests;

/// <summary>Every digest this build can compute.</summary>
public static class TableDigests
{
    /// <summary>The digest that new manifests are written with.</summary>
    public static ITableDigest Default { get; } = TypedHash128.Second;

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<ITableDigest> All { get; } = [Default, TypedHash128.First, new CopyXxHash128(), new TextHash128()];

    /// <summary>The digest of that name and version, or null where this build has none.</summary>
    public static ITableDigest? Find(string algorithm) => All.FirstOrDefault(digest => digest.Algorithm == algorithm);
}
