using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>What stands behind WITH where a script makes one role a member of another.</summary>
internal static class MembershipOptions
{
    /// <summary>Reads them up to who granted them.</summary>
    /// <param name="group">The role that others become members of.</param>
    /// <param name="tokens">What follows WITH; nothing where there is none.</param>
    public static ManifestMembership Of(string group, SqlTokens tokens)
    {
        var (admin, inherit, set) = (false, (bool?)null, (bool?)null);
        while (!tokens.AtEnd && !tokens.Take("GRANTED"))
        {
            if (tokens.Take("ADMIN"))
            {
                admin = !tokens.Take("FALSE");
            }
            else if (tokens.Take("INHERIT"))
            {
                inherit = !tokens.Take("FALSE");
            }
            else if (tokens.Take("SET"))
            {
                set = !tokens.Take("FALSE");
            }
            else
            {
                tokens.Any();
            }
        }

        // pg_dumpall says INHERIT of every membership of PostgreSQL 16 and newer, and SET only where it is false.
        return new ManifestMembership(group, admin, inherit, set ?? (inherit is null ? null : true));
    }
}
