namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>The forms of <c>\connect</c> that pg_dump writes.</summary>
internal static class ScriptConnect
{
    private const string Setting = "dbname='";

    /// <summary>The database that it names; null where it names anything more, such as a host.</summary>
    public static string? DatabaseOf(SqlTokens words)
    {
        var name = Reuses(words) && words.AtEnd is false && words.Rest.First().Kind is SqlTokenKind.Name or SqlTokenKind.Text
            ? Quoted(words.Any().Value)
            : words.Name();
        return words.AtEnd ? name : null;
    }

    /// <summary><c>-reuse-previous=on</c>, in front of a name that would be no word.</summary>
    private static bool Reuses(SqlTokens words) =>
        words.Take('-') && words.Take("reuse") && words.Take('-') && words.Take("previous") && words.Take('=') && words.Take("on");

    /// <summary><c>dbname='shop one'</c>, with backslashes before quotes and backslashes.</summary>
    private static string? Quoted(string text)
    {
        if (!text.StartsWith(Setting, StringComparison.Ordinal) || !text.EndsWith('\''))
        {
            return null;
        }

        var name = "";
        for (var at = Setting.Length; at < text.Length - 1; at++)
        {
            if (text[at] == '\'')
            {
                return null;
            }

            at += text[at] == '\\' ? 1 : 0;
            name += at < text.Length - 1 ? text[at] : "";
        }

        return name;
    }
}
