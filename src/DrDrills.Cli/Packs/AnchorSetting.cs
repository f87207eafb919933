using DrDrills.Cli.Options;
using DrDrills.Evidence;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Packs;

/// <summary>Where heads of chains are kept outside the runs: a file, or <c>oci://REGION/BUCKET/PREFIX</c>.</summary>
/// <param name="File">The file, or null.</param>
/// <param name="Place">The bucket, or null.</param>
internal sealed record AnchorSetting(FileInfo? File, AnchorPlace? Place)
{
    /// <summary>Reads the text of an option or a variable.</summary>
    /// <exception cref="FormatException">It begins as a bucket and is none.</exception>
    public static AnchorSetting Parse(string text) =>
        AnchorPlace.Parse(text) is { } place ? new AnchorSetting(null, place) : new AnchorSetting(new FileInfo(text), null);

    /// <summary>Does something with the place; a tenancy is open only meanwhile.</summary>
    public async Task<T> UseAsync<T>(TimeProvider clock, Func<IChainAnchor, Task<T>> work)
    {
        if (Place is null)
        {
            return await work(new AnchorFile(File!)).ConfigureAwait(false);
        }

        using var tenancy = ConfiguredTenancy.Open("the place for chain heads", clock);
        return await work(new AnchorBucket(tenancy, Place)).ConfigureAwait(false);
    }
}
