using Oci.ObjectstorageService.Models;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>One object of an archive, as it was listed.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Names this content: what is read is held to it.</param>
/// <param name="State">Whether it has to come back from the archive tier, or null where it never was there.</param>
internal sealed record ArchivedObject(string Name, long Size, string ETag, ArchivalState? State);
