namespace DrDrills.Oci.ObjectStorage;

/// <summary>Where heads of chains are kept: <c>oci://REGION/BUCKET/PREFIX</c>.</summary>
/// <param name="Region">Name of the region.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the names of the objects begin with, a slash at its end; may be empty.</param>
public sealed record AnchorPlace(string Region, string Bucket, string Prefix)
{
    /// <summary>What it begins with.</summary>
    public const string Scheme = "oci://";

    /// <summary>Reads a place.</summary>
    /// <returns>Null where it does not begin with the scheme.</returns>
    /// <exception cref="FormatException">It begins so, and does not name a region and a bucket.</exception>
    public static AnchorPlace? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text[Scheme.Length..].Split('/', 3);
        if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            throw new FormatException($"'{text}' names no region and bucket; write oci://ap-mumbai-1/evidence-anchor/bharatmart/.");
        }

        var prefix = parts.Length < 3 ? "" : parts[2];
        return new AnchorPlace(parts[0], parts[1], prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Region}/{Bucket}/{Prefix}";
}
