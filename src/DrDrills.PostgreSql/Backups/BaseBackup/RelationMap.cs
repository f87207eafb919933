using System.Text.Json;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>All tables of a server with their files (<c>relations.json</c>), so that the log can be searched by a table's name.</summary>
/// <remarks>Published as a JSON Schema in <c>reports/templates/schemas/drdrills.relations.v1.schema.json</c>.</remarks>
public sealed record RelationMap
{
    /// <summary>The schema version that this build writes and reads.</summary>
    public const string SchemaVersion = "drdrills.relations/v1";

    private const string Databases = "SELECT datname::text FROM pg_catalog.pg_database WHERE datallowconn ORDER BY 1";

    private const string Relations =
        """
        SELECT current_database()::text, d.oid, n.nspname || '.' || c.relname, c.relkind, c.oid,
            coalesce(pg_catalog.pg_relation_filenode(c.oid), 0::oid),
            CASE c.reltablespace WHEN 0 THEN d.dattablespace ELSE c.reltablespace END,
            coalesce(i.inhparent, o.oid, 0::oid)
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_database d ON d.datname = current_database()
        LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
        LEFT JOIN pg_catalog.pg_class o ON c.relkind = 't' AND o.reltoastrelid = c.oid
        WHERE c.relkind IN ('r', 'p', 'm', 't') AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND (c.relkind <> 't' OR o.relnamespace <> 'pg_catalog'::regnamespace)
        ORDER BY 3
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <value>Always <see cref="SchemaVersion"/>.</value>
    public string Schema { get; init; } = SchemaVersion;

    /// <value>Every table of every database.</value>
    public required IReadOnlyList<RelationFile> Files { get; init; }

    /// <summary>Asks a live server, database by database.</summary>
    public static async Task<RelationMap> TakeAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        var postgres = server.Connect("postgres");
        await using var _ = postgres.ConfigureAwait(false);
        var files = new List<RelationFile>();
        foreach (var database in await Sql.ListAsync(postgres, Databases, row => row.GetString(0), cancellationToken).ConfigureAwait(false))
        {
            var source = server.Connect(database);
            await using var __ = source.ConfigureAwait(false);
            files.AddRange(await Sql.ListAsync(
                source,
                Relations,
                row => new RelationFile(
                    row.GetString(0), row.GetFieldValue<uint>(1), row.GetString(2), row.GetChar(3), row.GetFieldValue<uint>(4),
                    row.GetFieldValue<uint>(5), row.GetFieldValue<uint>(6), row.GetFieldValue<uint>(7)),
                cancellationToken).ConfigureAwait(false));
        }

        return new RelationMap { Files = files };
    }

    /// <summary>A table, its partitions at any depth, and where their out-of-line values are; empty where there is no such table.</summary>
    /// <param name="database">Name of the database.</param>
    /// <param name="table">Schema and name, unquoted.</param>
    public IReadOnlyList<RelationFile> Find(string database, string table)
    {
        var here = Files.Where(file => file.Database == database).ToList();
        var found = here.FindAll(file => file.Name == table && file.Kind != 't');
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(here.Where(file => file.PartOf == found[next].Oid));
        }

        return found;
    }

    /// <summary>Writes it beside a base backup.</summary>
    public Task WriteAsync(string path, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, Json) + "\n", cancellationToken);

    /// <summary>Reads it from a base backup.</summary>
    /// <exception cref="BackupUnreadableException">It is not there, or is not one (<c>DR1313</c>).</exception>
    public static async Task<RelationMap> ReadAsync(string path, string backupId, CancellationToken cancellationToken)
    {
        try
        {
            var map = JsonSerializer.Deserialize<RelationMap>(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), Json);
            return map is { Schema: SchemaVersion } ? map : throw new JsonException($"its schema is not '{SchemaVersion}'");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new BackupUnreadableException(
                "DR1313",
                backupId,
                $"Base backup '{backupId}' does not say which file is which table: '{Path.GetFileName(path)}' cannot be read ({e.Message}).",
                "name a recovery target yourself ('xid N', 'lsn …', 'time …'), or take base backups with 'drdrills capture'.",
                cause: e);
        }
    }
}
