namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Which statements name roles, and which only an administrator may carry out.</summary>
internal static class ScriptOwners
{
    /// <summary>The lines of a statement that may name roles, and its comment's owner as the statement that would say it.</summary>
    public static IEnumerable<string> Lines(ScriptPart part)
    {
        IEnumerable<string> owner = part.Owner is { } name ? [$"-- Name: x; Type: X; Schema: -; Owner: {name}"] : [];
        var second = part.FirstWord == "CREATE" ? part.Text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) : null;
        return part.FirstWord is "ALTER" or "GRANT" or "REVOKE" || second is "POLICY" or "USER" ? owner.Concat(part.Text.Split('\n')) : owner;
    }

    /// <summary>Event triggers are made by superusers alone.</summary>
    public static bool IsEventTrigger(ScriptPart part)
    {
        var words = SqlTokens.Of(part.FirstWord is "CREATE" or "ALTER" or "COMMENT" ? part.Text : "");
        return (words.Take("CREATE") || words.Take("ALTER") || words.Take("COMMENT", "ON")) && words.Take("EVENT", "TRIGGER");
    }
}
