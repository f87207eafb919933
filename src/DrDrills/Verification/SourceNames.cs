namespace DrDrills.Verification;

/// <summary>What the source of a backup is known by, the most telling name first.</summary>
/// <param name="System">Its name in <c>drdrills.json</c>, or null where nobody named it.</param>
/// <param name="Server">PostgreSQL's system identifier and the database, or null where the backup does not tell (a dump without a manifest).</param>
/// <param name="Place">Where its backups lie and the database's name in the copy; never with credentials.</param>
public sealed record SourceNames(string? System, string? Server, string Place)
{
    /// <summary>Whether both are of one source, by the most telling name that both have.</summary>
    public bool AreOf(SourceNames other) => (System, other.System) is ({ } mine, { } theirs)
        ? mine == theirs
        : (Server, other.Server) is ({ } here, { } there) ? here == there : Place == other.Place;
}
