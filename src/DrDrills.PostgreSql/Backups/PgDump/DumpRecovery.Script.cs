using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.Scripts;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <content>Restoring a dump that is an SQL script.</content>
public sealed partial class DumpRecovery
{
    private IReadOnlyList<CopiedDatabase> _scriptDatabases = [];
    private IReadOnlyList<ManifestRole>? _statedRoles;
    private ScriptWitness? _scriptWitness;

    private async Task<(string Detail, string Output)> RestoreScriptAsync(
        IPostgresServer server, BackupDescriptor backup, Stream content, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var admin = server.Connect("postgres");
        await using var _ = admin.ConfigureAwait(false);
        var scene = new ScriptScene
        {
            Server = server,
            Admin = admin,
            Backup = backup,
            Roles = await RestoreRoles.CreateAsync(
                server, admin, backup.Id.Value, backup.Manifest?.Roles ?? [], _ => false, cancellationToken).ConfigureAwait(false),
            Database = _options.Database ?? backup.Manifest?.Source.Database ?? "restored",
            Like = DumpVersions.IsOfCluster(backup.Format) ? null : _options.Like,
            Limit = _options.Limit,
            Progress = progress,
            Spared = backup.Format == SupabaseFormat.Daily ? SupabasePlatform.SpareExtensions : SpareExtensions.None,
        };
        var restore = new ScriptRestore(scene, content);
        await using var __ = restore.ConfigureAwait(false);
        await restore.RunAsync(cancellationToken).ConfigureAwait(false);
        await new ScriptEnding(scene, restore.Databases, _options.Jobs).FinishAsync(cancellationToken).ConfigureAwait(false);
        _deviations.AddRange([.. scene.Deviations, .. scene.Spared.Deviations]);
        DatabaseName = MainOf(restore.Databases.All, scene.Database);
        _positioned = restore.PositionedSequences;
        _scriptWitness = new ScriptWitness(restore.Tables, scene.Spared);
        _statedRoles = [.. restore.Roles.Where(role => scene.Roles.Made(role.Name))];
        if (DumpVersions.IsOfCluster(backup.Format))
        {
            _scriptDatabases = [.. restore.Databases.All.Select(database => CopyOf(server, database))];
        }

        var what = string.Join(", ", restore.Databases.All.Select(database => $"'{database.Name}'"));
        return (string.Create(
            CultureInfo.InvariantCulture,
            $"{restore.Statements} statements and all rows, 1 session, {Statistics.Detail}; {_statedRoles.Count} roles; {(what.Length == 0 ? "no database" : what)}"), "");
    }

    private static CopiedDatabase CopyOf(IPostgresServer server, ScriptDatabase database) => new(
        database.Name,
        server.Connect(database.Restored),
        role => server.ConnectAs(database.Restored, role) ?? server.Connect(database.Restored));

    private async Task<string> ReadyEachAsync(CancellationToken cancellationToken)
    {
        if (_scriptDatabases.Count == 0)
        {
            return $"{_statedRoles?.Count ?? 0} roles, and no database to connect to";
        }

        var seen = new List<string>();
        foreach (var database in _scriptDatabases)
        {
            var source = (NpgsqlDataSource)database.Database;
            seen.Add(await ReadyProbe.AskAsync(
                _server!, source, new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!, cancellationToken).ConfigureAwait(false));
        }

        return string.Join("; ", seen);
    }

    private async Task CloseDatabasesAsync()
    {
        foreach (var database in _scriptDatabases.Select(database => database.Database).Append(_database).OfType<NpgsqlDataSource>())
        {
            await database.DisposeAsync().ConfigureAwait(false);
        }

        (_database, _scriptDatabases) = (null, []);
    }

    /// <summary>The one that the manifest describes; else the first that is not every server's own.</summary>
    private static string MainOf(IReadOnlyList<ScriptDatabase> databases, string wanted) =>
        (databases.FirstOrDefault(database => database.Name == wanted)
            ?? databases.FirstOrDefault(database => database.Name is not ("postgres" or "template1"))
            ?? (databases is [var only, ..] ? only : null))?.Restored ?? "postgres";
}
