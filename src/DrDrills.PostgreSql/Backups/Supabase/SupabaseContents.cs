using DrDrills.Credentials;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>All that the scripts of one backup say of themselves, read before anything is restored.</summary>
/// <param name="Scripts">In the order in which they are restored.</param>
/// <param name="Roles">The project's own roles.</param>
/// <param name="Schemas">One for each schema script.</param>
/// <param name="Data">One for each data script.</param>
internal sealed record SupabaseContents(
    IReadOnlyList<SupabaseScript> Scripts, SupabaseRoleScript Roles, IReadOnlyList<SupabaseSchemaScript> Schemas, IReadOnlyList<SupabaseDataScript> Data)
{
    /// <summary>Every table with rows in a data script; empty tables of COPY scripts too.</summary>
    public IReadOnlyList<SupabaseTableRows> Tables { get; } = [.. Data.SelectMany(script => script.Tables)];

    /// <summary>Schemas that the scripts themselves define tables in.</summary>
    public IReadOnlySet<string> Defined { get; } = Schemas.SelectMany(script => script.Schemas).ToHashSet(StringComparer.Ordinal);

    /// <summary>Extensions that the schema scripts create.</summary>
    public IReadOnlyList<(string Name, string? Schema)> Extensions { get; } = [.. Schemas.SelectMany(script => script.Extensions).Distinct()];

    /// <summary>Newest major version of a server that was dumped, or null where no script says.</summary>
    public int? ServerMajor => Data.Max(script => script.ServerMajor);

    /// <summary>Reads all scripts in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="key">What encrypted ones are opened with, or null.</param>
    /// <param name="backup">The backup's name, for messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">
    /// A script is missing (<c>DR1373</c>), cut short (<c>DR1371</c>, <c>DR1374</c>), there twice (<c>DR1375</c>), or not what the CLI writes (<c>DR1372</c>).
    /// </exception>
    public static async Task<SupabaseContents> ReadAsync(string folder, SecretText? key, string backup, CancellationToken cancellationToken)
    {
        var (scripts, _) = await SupabaseScript.FindInAsync(folder, key, cancellationToken).ConfigureAwait(false);
        foreach (var (kind, option) in new[] { (SupabaseScriptKind.Schema, "no option"), (SupabaseScriptKind.Data, "--data-only") })
        {
            if (!scripts.Any(script => script.Kind == kind))
            {
                throw new BackupUnreadableException(
                    "DR1373",
                    backup,
                    $"Backup '{backup}' lacks its {Word(kind)} script ('supabase db dump' with {option}); there are {string.Join(", ", scripts.Select(Named))}.",
                    "were all three commands of the backup job run, and did each of them write a file?");
            }
        }

        var roles = scripts.Where(script => script.Kind == SupabaseScriptKind.Roles).ToList();
        if (roles.Count > 1)
        {
            throw Twice(backup, $"{roles.Count} roles scripts: {string.Join(", ", roles.Select(script => $"'{script.Name}'"))}");
        }

        var contents = new SupabaseContents(
            scripts,
            roles.Count == 0 ? SupabaseRoleScript.None : await SupabaseRoleScript.ReadAsync(roles[0], backup, cancellationToken).ConfigureAwait(false),
            await ReadAllAsync(scripts, SupabaseScriptKind.Schema, SupabaseSchemaScript.ReadAsync, script => script.EndsWhole, backup, cancellationToken)
                .ConfigureAwait(false),
            await ReadAllAsync(scripts, SupabaseScriptKind.Data, SupabaseDataScript.ReadAsync, script => script.EndsWhole, backup, cancellationToken)
                .ConfigureAwait(false));
        var twice = contents.Tables.GroupBy(table => (table.Schema, table.Name)).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is { } table ? throw Twice(backup, $"rows of table {table.Schema}.{table.Name} more than once") : contents;
    }

    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        IEnumerable<SupabaseScript> scripts, SupabaseScriptKind kind, Func<SupabaseScript, CancellationToken, Task<T>> read, Func<T, bool> endsWhole, string backup,
        CancellationToken cancellationToken)
    {
        var all = new List<T>();
        foreach (var script in scripts.Where(script => script.Kind == kind))
        {
            all.Add(await read(script, cancellationToken).ConfigureAwait(false));
            if (!endsWhole(all[^1]))
            {
                throw new BackupUnreadableException(
                    "DR1374",
                    backup,
                    $"The {Word(kind)} script '{script.Name}' of backup '{backup}' ends in the middle: "
                    + (kind == SupabaseScriptKind.Data ? "it does not end with 'RESET ALL;'." : "its last line ends no statement."),
                    "compare its size with the one at the source; was the dump's exit status lost in a pipe?");
            }
        }

        return all;
    }

    private static BackupUnreadableException Twice(string backup, string what) => new(
        "DR1375",
        backup,
        $"Backup '{backup}' holds {what}.",
        "are these the scripts of several days? Give each backup a folder of its own.");

    private static string Named(SupabaseScript script) => $"'{script.Name}' ({Word(script.Kind)})";

    private static string Word(SupabaseScriptKind kind) => kind switch
    {
        SupabaseScriptKind.Roles => "roles",
        SupabaseScriptKind.Schema => "schema",
        SupabaseScriptKind.Changes => "changes",
        _ => "data",
    };
}
