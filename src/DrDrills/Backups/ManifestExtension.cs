namespace DrDrills.Backups;

/// <summary>One extension installed in the database.</summary>
/// <param name="Name">Extension name.</param>
/// <param name="Version">Installed version.</param>
/// <param name="Schema">Schema it is installed in.</param>
/// <param name="Trusted">Whether a non-superuser who may create in the database can install it.</param>
public sealed record ManifestExtension(string Name, string Version, string Schema, bool Trusted);
