using DrDrills.Backups;
using DrDrills.Credentials;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>
/// What a script says of roles, read and done again in words of ours: a role is made without rights, and gets what it had once the script's
/// last statement has run. Passwords are kept where nothing prints them.
/// </summary>
internal sealed class ScriptRoles(ScriptScene scene)
{
    /// <summary>Settings that name code to load; a copy does without.</summary>
    private static readonly string[] OfCode = ["session_preload_libraries", "local_preload_libraries", "dynamic_library_path", "jit_provider"];

    private readonly Dictionary<string, ManifestRole> _roles = new(StringComparer.Ordinal);

    /// <summary>Every role that the script makes, as it was at the source.</summary>
    public IReadOnlyCollection<ManifestRole> All =>
        [.. _roles.Values.Where(role => role.Attributes.Length > 0).OrderBy(role => role.Name, StringComparer.Ordinal)];

    /// <summary><c>CREATE ROLE name …</c>.</summary>
    public Task CreateAsync(SqlTokens tokens, bool logsIn, CancellationToken cancellationToken)
    {
        var name = tokens.Name() ?? "";
        var attributes = Attributes(tokens, name);
        return ChangeAsync(name, attributes.Length == 0 && !logsIn ? RoleAttributes.Default : (logsIn ? "LOGIN " : "") + attributes, cancellationToken);
    }

    /// <summary><c>ALTER ROLE name …</c>: attributes, a password, a setting.</summary>
    /// <returns>False where it is another statement than those of pg_dumpall.</returns>
    public async Task<bool> AlterAsync(SqlTokens tokens, ScriptDatabases databases, CancellationToken cancellationToken)
    {
        var name = tokens.Name() ?? "";
        var database = tokens.Take("IN", "DATABASE") ? tokens.Name() : null;
        var place = database is null ? "" : databases.Find(database)?.Restored is { } restored ? $" IN DATABASE {Sql.Name(restored)}" : null;
        if (place is not null && scene.Roles.Made(name) && tokens.Take("SET"))
        {
            return SetLater($"ALTER ROLE {Sql.Name(name)}{place}", tokens, $"setting of role '{name}'");
        }

        if (database is not null || tokens.Take("SET") || tokens.Take("RESET") || tokens.Take("RENAME"))
        {
            return false;
        }

        tokens.Take("WITH");
        await ChangeAsync(name, Attributes(tokens, name), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary><c>GRANT group, … TO member, … WITH …</c>, without a word of objects.</summary>
    public async Task GrantAsync(SqlTokens tokens, CancellationToken cancellationToken)
    {
        var groups = Names(tokens);
        tokens.Take("TO");
        var members = Names(tokens);
        _ = tokens.Take("WITH");
        var options = MembershipOptions.Of("", tokens);
        foreach (var member in members)
        {
            var known = _roles.GetValueOrDefault(member) ?? new ManifestRole(member, "", []);
            var role = _roles[member] = groups.Aggregate(known, (joined, group) => joined.Joining(options with { Role = group }));
            await scene.Roles.AddAsync(scene.Admin, role, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary><c>SET parameter TO value</c> for a role, or for a database.</summary>
    /// <returns>False where it is none that pg_dumpall writes.</returns>
    public bool SetLater(string head, SqlTokens tokens, string what)
    {
        var parameter = tokens.Name() ?? "";
        while (tokens.Take('.'))
        {
            parameter += "." + tokens.Name();
        }

        _ = tokens.Take("TO") || tokens.Take('=');
        if (OfCode.Contains(parameter))
        {
            scene.Deviations.Add($"not set, because a copy loads no code that a backup names: {what}, '{parameter}'");
            return true;
        }

        var values = tokens.Rest.ToList();
        if (values.Count == 0 || !values.TrueForAll(value => value.IsHarmless))
        {
            return false;
        }

        var quoted = string.Join('.', parameter.Split('.').Select(Sql.Name));
        scene.Late.Add(new LateStatement(
            $"{head} SET {quoted} TO {string.Concat(values.Select(value => value.Written))}", $"{what}, '{parameter}'"));
        return true;
    }

    /// <summary>Names, with commas between them.</summary>
    public static IReadOnlyList<string> Names(SqlTokens tokens)
    {
        var names = new List<string>();
        do
        {
            if (tokens.Name() is { } name)
            {
                names.Add(name);
            }
        }
        while (tokens.Take(','));
        return names;
    }

    private async Task ChangeAsync(string name, string attributes, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            return;
        }

        var known = _roles.GetValueOrDefault(name) ?? new ManifestRole(name, "", []);
        var role = _roles[name] = attributes.Trim().Length == 0 ? known : known with { Attributes = RoleAttributes.Canonical(attributes) };
        await scene.Roles.AddAsync(scene.Admin, role, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Words such as LOGIN; the password among them goes where nothing prints it.</summary>
    private string Attributes(SqlTokens tokens, string role)
    {
        var words = new List<string>();
        tokens.Take("WITH");
        while (!tokens.AtEnd)
        {
            if (tokens.Take("PASSWORD") || tokens.Take("ENCRYPTED", "PASSWORD"))
            {
                if (tokens.Text() is { Length: > 0 } password)
                {
                    scene.Roles.Remember(role, new SecretText(password));
                }
            }
            else
            {
                var token = tokens.Any();
                words.Add(token.Kind == SqlTokenKind.Text ? $"'{token.Value}'" : token.Written);
            }
        }

        return string.Join(' ', words);
    }
}
