namespace DrDrills.Evidence;

/// <summary>A package that a feed may lack, and what was used.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Version of what was used.</param>
/// <param name="StandIn">Whether the stand-in of this repository was used in its place.</param>
public sealed record EvidencePackage(string Name, string Version, bool StandIn);
