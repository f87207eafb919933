using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>The databases that a script is restored into: those that it makes, and one each for what it does in those that every server has.</summary>
internal sealed class ScriptDatabases(ScriptScene scene)
{
    private static readonly string[] OfEveryServer = ["postgres", "template1"];
    private readonly Dictionary<string, ScriptDatabase> _made = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were made.</summary>
    public List<ScriptDatabase> All { get; } = [];

    /// <summary>Whether a script may connect to a database: to one that it made, or to one that every server has.</summary>
    public bool MayConnect(string name) => _made.ContainsKey(name) || OfEveryServer.Contains(name);

    /// <summary>The one that stands for a name of the script.</summary>
    public ScriptDatabase? Find(string name) => _made.GetValueOrDefault(name);

    /// <summary>Makes the one that stands for a name, unless it is there.</summary>
    public async Task<ScriptDatabase> MakeAsync(string name, DatabaseLocale? locale, CancellationToken cancellationToken)
    {
        if (_made.TryGetValue(name, out var there))
        {
            return there;
        }

        var wanted = scene.Server.NameFor(name);
        var source = scene.Backup.Manifest is { } manifest && manifest.Source.Database == name ? DatabaseLocale.Of(manifest.Source)
            : scene.Backup.Manifest is null && scene.Like is { } like && name == scene.Database ? DatabaseLocale.Of(like)
            : null;
        var restored = await CreateAsync(wanted, source, locale, cancellationToken).ConfigureAwait(false);
        var made = _made[name] = new ScriptDatabase(name, restored);
        All.Add(made);
        if (restored != wanted)
        {
            scene.Deviations.Add($"what the backup holds of database '{name}' is restored into '{restored}', because the server keeps that name for itself");
        }

        var database = scene.Server.Connect(restored);
        await using var _ = database.ConfigureAwait(false);
        await scene.Roles.OpenSchemasAsync(database, restored, cancellationToken).ConfigureAwait(false);
        return made;
    }

    /// <summary>A manifest's locale has to be had; one that only the script names is done without, and said.</summary>
    private async Task<string> CreateAsync(string wanted, DatabaseLocale? required, DatabaseLocale? said, CancellationToken cancellationToken)
    {
        if (required is not null || said is null)
        {
            if (required is null && scene.Backup.Manifest is null)
            {
                scene.Deviations.Add("without a manifest the source's collation is not known; the database has the target's own");
            }

            return await RestoredDatabase.CreateAsync(scene.Admin, wanted, scene.Roles.Restorer, required, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await RestoredDatabase.CreateAsync(scene.Admin, wanted, scene.Roles.Restorer, said, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineUnavailableException lacking) when (lacking.Code == "DR3122")
        {
            scene.Deviations.Add($"the target cannot make a database with {said}: '{wanted}' orders text by bytes, and its order was not proven");
            return await RestoredDatabase.CreateAsync(
                scene.Admin, wanted, scene.Roles.Restorer, DatabaseLocale.OfEncoding(said.Encoding), cancellationToken).ConfigureAwait(false);
        }
    }
}
