namespace DrDrills.Backups;

/// <summary>All large objects together.</summary>
/// <param name="Count">How many.</param>
/// <param name="Bytes">Their bytes together.</param>
/// <param name="Digest">Digest over identity and content; a fixed value for none, never empty.</param>
/// <param name="OwnersDigest">Digest over identity, owner and grants; never empty.</param>
public sealed record ManifestLargeObjects(long Count, long Bytes, string Digest, string OwnersDigest);
