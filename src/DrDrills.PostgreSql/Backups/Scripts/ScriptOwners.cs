namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Which statements name roles, and which only an administrator may carry out.</summary>
internal static class ScriptOwners
{
    /// <summary>The lines of a statement that may name roles, and its comment's owner as the statement that would say it.</summary>
    public static IEnumerable<string> Lines(ScriptPart part)
    {
        IEnumerable<string> owner = part.Owner is { } name ? [$"-- Name: x; Type: X; Schema: -; Owner: {name}"] : [];
        var second = part.FirstWord == "CREATE" ? part.Text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) : null;
        return part.FirstWord is "ALTER" or "GRANT" or "REVOKE" or "SET" || second is "POLICY" or "USER" ? owner.Concat(part.Text.Split('\n')) : owner;
    }

    /// <summary>
    /// What stands for a change of the session's user, which takes a superuser: of the role. pg_dump writes it around what a role that is not the owner granted.
    /// Null for any other statement.
    /// </summary>
    public static string? Impersonation(ScriptPart part)
    {
        var words = SqlTokens.Of(part.FirstWord is "SET" or "RESET" ? part.Text : "");
        return words.Take("RESET", "SESSION", "AUTHORIZATION") || words.Take("SET", "SESSION", "AUTHORIZATION", "DEFAULT") ? "RESET ROLE"
            : words.Take("SET", "SESSION", "AUTHORIZATION") && (words.Text() ?? words.Name()) is { } role ? $"SET ROLE {Sql.Name(role)}"
            : null;
    }

    /// <summary>Event triggers are made by superusers alone.</summary>
    public static bool IsEventTrigger(ScriptPart part)
    {
        var words = SqlTokens.Of(part.FirstWord is "CREATE" or "ALTER" or "COMMENT" ? part.Text : "");
        return (words.Take("CREATE") || words.Take("ALTER") || words.Take("COMMENT", "ON")) && words.Take("EVENT", "TRIGGER");
    }
}
