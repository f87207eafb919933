namespace DrDrills.Reporting.Packs;

/// <summary>One signature of an envelope.</summary>
/// <param name="Keyid">SHA-256 of the public key's DER form, hexadecimal.</param>
/// <param name="Sig">The signature, ASN.1 DER, base64.</param>
public sealed record DsseSignature(string Keyid, string Sig);
