using DrDrills.Backups;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <content>What it may not do, said as what the environment lacks, never as the backup's fault.</content>
internal sealed partial class AdministratorRights
{
    /// <summary>Attributes that a role gets only of one who has more than CREATEROLE.</summary>
    private static readonly string[] _guarded = ["SUPERUSER", "REPLICATION", "BYPASSRLS"];

    /// <summary>Refuses, before anything is made, roles that this administrator can never make as they were.</summary>
    /// <param name="backup">Named in the refusal.</param>
    /// <param name="needed">All that the backup needs, as it was at the source.</param>
    /// <exception cref="EngineUnavailableException">A role lacks, or needs what the administrator may not give (<c>DR3126</c>).</exception>
    public void RefuseImpossible(string backup, IReadOnlyList<ManifestRole> needed)
    {
        if (IsSuperuser)
        {
            return;
        }

        List<string> impossible =
        [
            .. _attributes.Contains("CREATEROLE") ? [] : new[] { "create the role that restores (CREATEROLE)" },
            // From PostgreSQL 16 on a membership itself says so.
            .. KnowsOptions || _attributes.Contains("INHERIT") ? [] : new[] { "act with the rights of the roles that it joins (INHERIT)" },
            .. needed.Where(role => Find(role.Name) is null)
                .Select(role => (role.Name, Attributes: string.Join(' ', role.Attributes.Split(' ').Where(MayNotGive))))
                .Where(role => role.Attributes.Length > 0)
                .Select(role => $"create role '{role.Name}' with {role.Attributes}"),
            .. needed.SelectMany(role => role.MemberOf
                .Where(group => !Has(role, group) && !MayGrant(group))
                .Select(group => $"make role '{role.Name}' a member of '{group}'")),
        ];
        if (impossible.Count > 0)
        {
            throw new EngineUnavailableException(
                "DR3126",
                Name,
                $"The target's administrator '{Name}' is no superuser and may not do what backup '{backup}' needs: {string.Join("; ", impossible)}.",
                "let whoever keeps the server create these roles beforehand"
                + (KnowsOptions ? ", or grant it the groups WITH ADMIN OPTION" : "")
                + ", or restore with --target local or --target container.");
        }
    }

    /// <summary>Objects that belong to a superuser of the target can be made by a superuser alone.</summary>
    public EngineUnavailableException CannotOwn(string backup, string owner) => new(
        "DR3127",
        Name,
        $"Objects of backup '{backup}' belong to role '{owner}', a superuser of the target, and its administrator '{Name}' is none.",
        "restore with --target local or --target container; nothing is said about the backup.");

    /// <summary>Roles of the target that own objects of the backup and that it may not act as.</summary>
    public EngineUnavailableException MayNotAct(string backup, IEnumerable<string> roles) => MayNot(
        backup, $"act as role '{string.Join("', '", roles)}', which the target has and which objects of the backup belong to", null);

    /// <summary>What the server said no to.</summary>
    public EngineUnavailableException MayNot(string backup, PostgresException refused) => MayNot(backup, refused.MessageText, refused);

    /// <summary>What pg_restore may not do, as nobody there may.</summary>
    public EngineUnavailableException MayNot(string backup, IEnumerable<string> titles, string log) => new(
        "DR3129",
        Name,
        $"The target's administrator '{Name}' is no superuser, and these parts of backup '{backup}' need one: {string.Join("; ", titles)}.",
        "restore with --target local or --target container; nothing is said about the backup.",
        log);

    private EngineUnavailableException MayNot(string backup, string what, Exception? cause) => new(
        "DR3128",
        Name,
        $"The target's administrator '{Name}' may not do what backup '{backup}' needs: {what}.",
        "grant it, with ADMIN OPTION, the roles that own the data, or restore with --target local or --target container.",
        cause: cause);

    /// <summary>Before PostgreSQL 16 CREATEROLE was enough for CREATEDB, and nothing was for the others.</summary>
    private bool MayNotGive(string attribute) => KnowsOptions
        ? (attribute == "CREATEDB" || _guarded.Contains(attribute)) && !_attributes.Contains(attribute)
        : _guarded.Contains(attribute);
}
