using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Collects what is found about each schema and says it in one line per schema.</summary>
/// <param name="tables">Every table that the backup holds rows of.</param>
/// <param name="extensions">Every extension that it makes.</param>
/// <param name="shareOf">How much of a schema it holds.</param>
internal sealed partial class SupabaseSchemaReport(
    IReadOnlyList<SupabaseTableRows> tables, IReadOnlyList<string> extensions, Func<string, SupabaseShare> shareOf)
{
    /// <summary>Schemas that no script holds, though rows in them are the project's and not the platform's account of itself.</summary>
    private static readonly string[] _missed = ["vault", "pgsodium", "supabase_migrations", "pgtle", "tiger", "topology"];

    private readonly SortedDictionary<string, (int Tables, long Rows)> _seen = new(StringComparer.Ordinal);
    private readonly List<(string? Schema, Finding Finding)> _findings = [];
    private readonly SortedSet<string> _unproven = new(StringComparer.Ordinal);
    private readonly List<string> _impossible = [];

    /// <summary>Of the scripts that the CLI writes.</summary>
    public SupabaseSchemaReport(SupabaseContents contents)
        : this(
            contents.Tables,
            [.. contents.Extensions.Select(extension => extension.Name)],
            schema => SupabasePlatform.ShareOf(schema, contents.Defined))
    {
    }

    /// <summary>Extensions of the platform's schemas that the target lacks.</summary>
    public void NoteLacking(IReadOnlySet<string> available, BackupManifest? manifest)
    {
        var wanted = extensions.Union(manifest?.Extensions.Select(extension => extension.Name) ?? []);
        foreach (var name in wanted.Where(name => SupabasePlatform.Extensions.ContainsKey(name) && !available.Contains(name)).Order(StringComparer.Ordinal))
        {
            Unproven(SupabasePlatform.Extensions[name], "DRF704", $"extension {name}", "not to be had in the target",
                "Nothing is proven of this schema of the platform's; the verdicts of the others stand.");
        }
    }

    /// <summary>Without a manifest: every table holds the rows that its script has.</summary>
    public void CompareWithScripts(IReadOnlyList<TableContent> copy)
    {
        var rows = copy.ToDictionary(content => (content.Table.Schema, content.Table.Name), content => content.Part.Rows);
        See(copy);
        foreach (var table in tables)
        {
            if (!rows.TryGetValue((table.Schema, table.Name), out var came))
            {
                Add("DRF703", table.Schema, table.Name, Rows(table.Rows ?? 0), "no such table", "The table of the script is not there.");
            }
            else if (table.Rows is { } written && written != came)
            {
                Add("DRF703", table.Schema, table.Name, Rows(written), Rows(came), "The table holds another number of rows than its script.");
            }
        }
    }

    /// <summary>Tables that every project has, in a backup of all of its server.</summary>
    public void CompareWithPlatform(IReadOnlyList<TableContent> copy)
    {
        foreach (var (schema, name) in SupabasePlatform.Core.Where(core => !copy.Any(came => (came.Table.Schema, came.Table.Name) == core)))
        {
            _seen.TryAdd(schema, default);
            Add("DRF708", schema, name, "one of every project's", "no such table", "The backup lacks what every project has; it is not of all of it.");
        }
    }

    /// <summary>Rows that the backup holds and the copy cannot: whether they are whole is not known.</summary>
    public void NoteLost(string schema, string name, long rows, IEnumerable<string> extensions)
    {
        _unproven.Add(schema);
        _impossible.Add($"{Rows(rows)} of {schema}.{name} are in the backup and were not restored, because the target lacks {string.Join(", ", extensions)}");
    }

    /// <summary>Rows against the manifest: of the project's schemas all of them, of the platform's those that the data script holds.</summary>
    public void CompareRows(BackupManifest manifest, IReadOnlyList<TableContent> copy)
    {
        See(copy);
        _findings.AddRange(manifest.Tables.Concat(copy.Select(content => new ManifestTable(content.Table.Schema, content.Table.Name, 0, "")))
            .Select(table => table.Schema).Distinct().Where(schema => Share(schema) == SupabaseShare.All)
            .SelectMany(schema => TableContentVerification.Compare(
                [.. manifest.Tables.Where(table => table.Schema == schema)],
                [.. copy.Where(content => content.Table.Schema == schema)],
                isPhysical: false).Select(finding => ((string?)schema, finding))));
        foreach (var table in manifest.Tables.Where(table => table.Rows > 0 && !SupabasePlatform.IsOwnAccount(table.Schema, table.Name)))
        {
            switch (Share(table.Schema))
            {
                case SupabaseShare.Rows:
                    CompareOfPlatform(table, manifest, copy.FirstOrDefault(content => content.Table.Schema == table.Schema && content.Table.Name == table.Name));
                    break;
                case SupabaseShare.Nothing when _missed.Contains(table.Schema):
                    Unproven(table.Schema, "DRF705", $"table {table.Schema}.{table.Name}: {Rows(table.Rows)}", "in no script that 'supabase db dump' writes",
                        "These rows do not come back from this kind of backup; keep them otherwise.");
                    break;
                default:
                    break;
            }
        }
    }

    public VerificationAnswer Answer()
    {
        var findings = _findings.Select(found => found.Finding)
            .OrderBy(finding => finding.Severity == FindingSeverity.Note).ThenBy(finding => finding.Subject, StringComparer.Ordinal).ToList();
        var scope = string.Join("; ", _seen.Keys.Union(_unproven).Order(StringComparer.Ordinal).Select(LineOf));
        return _impossible.Count == 0
            ? VerificationAnswer.Looked(scope, findings)
            : VerificationAnswer.CouldNotAsk(string.Join("; ", _impossible), scope, findings);
    }

    private string LineOf(string schema)
    {
        var (tables, rows) = _seen.GetValueOrDefault(schema);
        var verdict = _findings.Any(found => found.Schema == schema && found.Finding.Severity == FindingSeverity.Error) ? "failed"
            : _unproven.Contains(schema) ? "inconclusive"
            : Share(schema) == SupabaseShare.All ? "passed"
            : "passed, rows only";
        return string.Create(CultureInfo.InvariantCulture, $"{schema} {tables} tables, {rows} rows: {verdict}");
    }

    private void See(IEnumerable<TableContent> copy)
    {
        var held = tables.Select(table => (table.Schema, table.Name)).ToHashSet();
        foreach (var schema in copy
            .Where(content => Share(content.Table.Schema) == SupabaseShare.All || held.Contains((content.Table.Schema, content.Table.Name)))
            .GroupBy(content => content.Table.Schema))
        {
            _seen[schema.Key] = (schema.Count(), schema.Sum(content => content.Part.Rows));
        }
    }

    private void CompareOfPlatform(ManifestTable was, BackupManifest manifest, TableContent? came)
    {
        if (tables.FirstOrDefault(table => table.Schema == was.Schema && table.Name == was.Name) is not { } written || came is null)
        {
            Add("DRF706", was.Schema, was.Name, Rows(was.Rows), "no rows in the data script", "The rows are not in the backup.");
            return;
        }

        var findings = TableContentVerification.Compare([was], [came], isPhysical: false);
        var unknown = SupabaseColumns.UnknownOf(was.Schema, was.Name, written.Columns);
        if (findings is [{ Code: "DRF304" }] && (unknown.Count > 0 || !HasSameColumns(manifest, came)))
        {
            _unproven.Add(was.Schema);
            _impossible.Add(
                $"{Rows(was.Rows)} of {was.Schema}.{was.Name} came back as many, but whether they are the same is not known: "
                + (unknown.Count > 0 ? $"this build knows no type for column {string.Join(", ", unknown)}" : "the source's table has other columns"));
            return;
        }

        _findings.AddRange(findings.Select(finding => ((string?)was.Schema, finding)));
    }

    private static bool HasSameColumns(BackupManifest manifest, TableContent came)
    {
        var prefix = came.Table.QuotedName + ".";
        return manifest.Objects.Where(item => item.Class == "column" && item.Identity.StartsWith(prefix, StringComparison.Ordinal))
            .Select(item => item.Identity[prefix.Length..]).ToHashSet(StringComparer.Ordinal)
            .SetEquals(came.Table.Columns.Select(column => column.QuotedName));
    }

    private void Unproven(string schema, string code, string expected, string observed, string statement)
    {
        _unproven.Add(schema);
        Add(schema, new Finding
        {
            Code = code,
            Subject = $"schema {schema}",
            Expected = expected,
            Observed = observed,
            Statement = statement,
            Severity = FindingSeverity.Note,
        });
    }

    private void Add(string code, string schema, string table, string expected, string observed, string statement) => Add(schema, new Finding
    {
        Code = code,
        Subject = $"table {schema}.{table}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    });

    private void Add(string? schema, Finding finding) => _findings.Add((schema, finding));

    private SupabaseShare Share(string schema) => shareOf(schema);

    private static string Rows(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows} rows");
}
