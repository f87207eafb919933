using DrDrills.PostgreSql.Backups.PgDump;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>What the settings before a script's first statement say of the database that it was made of.</summary>
internal static class ScriptPreamble
{
    /// <summary>pg_dump writes in the database's own encoding; null for the usual one.</summary>
    public static DatabaseLocale? LocaleOf(IEnumerable<ScriptPart> preamble)
    {
        foreach (var part in preamble)
        {
            var words = SqlTokens.Of(part.FirstWord == "SET" ? part.Text : "");
            if (words.Take("SET", "client_encoding") && words.Take('=') && words.Text() is { } encoding and not "UTF8")
            {
                return DatabaseLocale.OfEncoding(encoding);
            }
        }

        return null;
    }
}
