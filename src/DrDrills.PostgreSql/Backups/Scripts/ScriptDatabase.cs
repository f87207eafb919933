namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>A database that a script was restored into.</summary>
/// <param name="Name">As the script calls it.</param>
/// <param name="Restored">As it is called in the target.</param>
internal sealed record ScriptDatabase(string Name, string Restored)
{
    /// <value>Its owner as the script says, or null.</value>
    public string? Owner { get; set; }
}
