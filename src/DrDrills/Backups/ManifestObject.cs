namespace DrDrills.Backups;

/// <summary>One schema object.</summary>
/// <param name="Class">table, column, constraint, index, sequence, view, routine, trigger, policy, grant, owner, type, extension, comment …</param>
/// <param name="Identity">Full name, as a person would type it: <c>catalog.products.price</c>.</param>
/// <param name="Fingerprint">SHA-256 of its canonical definition, hexadecimal.</param>
public sealed record ManifestObject(string Class, string Identity, string Fingerprint);
