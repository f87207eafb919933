using DrDrills.PostgreSql.Backups.PgDump;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>The encoding and collation that a <c>CREATE DATABASE</c> names.</summary>
internal static class ScriptLocale
{
    /// <summary>Reads what follows the database's name; null where no encoding is named.</summary>
    public static DatabaseLocale? Of(SqlTokens tokens)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        tokens.Take("WITH");
        while (!tokens.AtEnd)
        {
            var option = tokens.Any();
            tokens.Take('=');
            if (option.Name is { } name && !tokens.AtEnd)
            {
                options[name] = tokens.Any().Value;
            }
        }

        if (!options.TryGetValue("ENCODING", out var encoding))
        {
            return null;
        }

        var locale = options.GetValueOrDefault("LOCALE");
        var provider = options.GetValueOrDefault("LOCALE_PROVIDER", "libc").ToLowerInvariant();
        var letters = options.GetValueOrDefault("LC_CTYPE", locale ?? "");
        var collation = provider switch
        {
            "icu" => options.GetValueOrDefault("ICU_LOCALE", locale ?? ""),
            "builtin" => options.GetValueOrDefault("BUILTIN_LOCALE", locale ?? ""),
            _ => options.GetValueOrDefault("LC_COLLATE", locale ?? ""),
        };
        return collation.Length > 0 && letters.Length > 0 ? new DatabaseLocale(encoding, provider, collation, letters) : new DatabaseLocale(encoding, provider, null, null);
    }
}
