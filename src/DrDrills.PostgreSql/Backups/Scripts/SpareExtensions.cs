using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>
/// Extensions that a script can be restored without where the target lacks them: what it says of their own schemas is then left out, and what
/// else cannot do without them is a gap of the environment.
/// </summary>
/// <param name="schemas">Which they are, and the schemas that are theirs.</param>
internal sealed partial class SpareExtensions(ILookup<string, string> schemas)
{
    private static readonly string[] NoSuchObject =
    [
        PostgresErrorCodes.UndefinedTable, PostgresErrorCodes.UndefinedFunction, PostgresErrorCodes.UndefinedObject, PostgresErrorCodes.InvalidSchemaName,
        PostgresErrorCodes.UndefinedColumn,
    ];

    /// <summary>Schemas that others share, so that a name in them says nothing.</summary>
    private static readonly string[] Shared = ["public", "extensions", "pg_catalog"];

    private readonly SortedSet<string> _lacking = new(StringComparer.Ordinal);

    /// <summary>None at all.</summary>
    public static SpareExtensions None => new(Array.Empty<string>().ToLookup(name => name));

    /// <summary>Those that the script makes and the target lacks.</summary>
    public IReadOnlyCollection<string> Lacking => _lacking;

    /// <summary>The schemas that are theirs.</summary>
    public IReadOnlySet<string> LackingSchemas => _lacking.SelectMany(name => schemas[name]).ToHashSet(StringComparer.Ordinal);

    /// <summary>Tables whose rows were left out.</summary>
    public List<ScriptTable> Lost { get; } = [];

    /// <summary>Statements and blocks of rows that were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Says so.</summary>
    public IEnumerable<string> Deviations => _lacking.Count == 0 ? [] :
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"not created, because the target lacks them and only the platform's own schemas need them: {string.Join(", ", _lacking)}; {LeftOut} statements about what they hold were left out"),
    ];

    /// <summary>Takes note that the target lacks one.</summary>
    /// <returns>False where the script cannot be restored without it.</returns>
    public bool Spare(string name) => schemas.Contains(name) && (_lacking.Add(name) || true);

    /// <summary>Whether a statement failed because it is about what only such an extension would have made.</summary>
    /// <param name="schema">The schema that the script says it is about.</param>
    /// <param name="error">How it failed.</param>
    public bool LeavesOut(string? schema, PostgresException error)
    {
        var excused = _lacking.Count > 0 && schema is not null && LackingSchemas.Contains(schema)
            && (NoSuchObject.Contains(error.SqlState) || Provider().IsMatch(ScriptSession.Message(error)));
        LeftOut += excused ? 1 : 0;
        return excused;
    }

    /// <summary>Those whose schema this is.</summary>
    public IEnumerable<string> LackingOf(string schema) => _lacking.Where(name => schemas[name].Contains(schema));

    /// <summary>The one whose absence made any other statement fail; null where it failed for another reason.</summary>
    public string? Missed(PostgresException error)
    {
        var said = ScriptSession.Message(error);
        var provider = Provider().Match(said) is { Success: true } label ? label.Groups[1].Value : null;
        return _lacking.FirstOrDefault(name => name == provider
            || (NoSuchObject.Contains(error.SqlState)
                && schemas[name].Except(Shared).Any(schema => Regex.IsMatch(said, $"""(?<![\w.]){Regex.Escape(schema)}(?:\.|")"""))));
    }

    [GeneratedRegex("security label provider \"([^\"]+)\" is not loaded")]
    private static partial Regex Provider();
}
