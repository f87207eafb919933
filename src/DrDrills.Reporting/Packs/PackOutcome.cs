using DrDrills.Evidence;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <summary>A sealed run.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Heads">The heads of its chains, which should be kept elsewhere too.</param>
/// <param name="KeyId">The key that signed: SHA-256 of the public key's DER form.</param>
/// <param name="Zip">The pack as one file.</param>
public sealed record PackOutcome(RunIndex Index, IReadOnlyList<ChainHead> Heads, string KeyId, FileInfo Zip);
