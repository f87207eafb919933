namespace DrDrills.Backups;

/// <summary>What one role may do with its membership in another.</summary>
/// <remarks>
/// PostgreSQL keeps one such row for each grantor (16 and newer); a role has whatever any of them gives it, and that is what stands here. Who
/// granted it is not kept: in a copy that is another.
/// </remarks>
/// <param name="Role">The role it is a member of.</param>
/// <param name="Admin">Whether it may make others members.</param>
/// <param name="Inherit">Whether it has the other's rights without asking; null where the server was older than PostgreSQL 16.</param>
/// <param name="Set">Whether it may become the other by <c>SET ROLE</c>; null where the server was older than PostgreSQL 16.</param>
public sealed record ManifestMembership(string Role, bool Admin, bool? Inherit, bool? Set)
{
    /// <summary>What is known of the membership as one text: <c>ADMIN FALSE, INHERIT TRUE, SET TRUE</c>.</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Option("ADMIN", Admin), Option("INHERIT", Inherit), Option("SET", Set) }.OfType<string>());

    private static string? Option(string word, bool? value) => value is { } known ? $"{word} {(known ? "TRUE" : "FALSE")}" : null;
}
