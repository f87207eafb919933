using DrDrills.Backups;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>One file of an archive: an object of its name, or parts whose names end with <c>.part-0001-of-0003</c>.</summary>
/// <param name="Expected">As the manifest names it.</param>
/// <param name="Parts">What is there, in order.</param>
/// <param name="Missing">Names of parts that are not there.</param>
internal sealed record ArchivedFile(ManifestFile Expected, IReadOnlyList<ArchivedObject> Parts, IReadOnlyList<string> Missing)
{
    /// <value>Bytes of all parts that are there.</value>
    public long Size => Parts.Sum(part => part.Size);
}
