namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Statements that put something into a tablespace of the source.</summary>
internal static class ScriptTablespace
{
    /// <summary>Whether a statement does nothing else.</summary>
    public static bool Names(ScriptPart part)
    {
        var words = SqlTokens.Of(part.FirstWord == "SET" ? part.Text : "");
        return words.Take("SET", "default_tablespace") && words.Take('=') && words.Rest.FirstOrDefault() is var value
            && (value.Kind != SqlTokenKind.Text || value.Value.Length > 0);
    }
}
