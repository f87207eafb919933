namespace DrDrills.Backups;

/// <summary>One collation in use.</summary>
/// <param name="Name">Schema-qualified name.</param>
/// <param name="Provider">libc, icu or builtin.</param>
/// <param name="Version">Version of the library that ordered the data, or null where the provider has none.</param>
public sealed record ManifestCollation(string Name, string Provider, string? Version);
