using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>A table that both sides have, and how its rows are compared.</summary>
internal sealed class TablePair
{
    private TablePair(ComparedTable a, ComparedTable b)
    {
        A = a;
        B = b;
    }

    public ComparedTable A { get; }

    public ComparedTable B { get; }

    /// <summary>What is not the same of the columns.</summary>
    public required IReadOnlyList<ColumnDifference> Columns { get; init; }

    /// <summary>The columns that rows are matched by; none where rows are the same only if they are alike.</summary>
    public required IReadOnlyList<ComparedColumn> Key { get; init; }

    /// <summary>The other columns that both sides have and that can be compared, by name (ordinal).</summary>
    public required IReadOnlyList<ComparedColumn> Rest { get; init; }

    /// <summary>Whether the key's order can be followed here, so that rows that differ are found range by range.</summary>
    public bool IsOrdered => Key.Count > 0 && Key.All(column => column.Order != KeyOrder.None);

    /// <summary>Compares the columns and chooses a key that both sides have.</summary>
    public static TablePair Of(ComparedTable a, ComparedTable b)
    {
        var differences = new List<ColumnDifference>();
        var shared = new List<ComparedColumn>();
        var inB = b.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var column in a.Columns)
        {
            var other = inB.GetValueOrDefault(column.Name);
            inB.Remove(column.Name);
            var common = other is null ? null : Common(column, other);
            if (common is not null)
            {
                shared.Add(common);
            }

            if (other is null || column.Type != other.Type)
            {
                differences.Add(new ColumnDifference(column.Name, column.Type, other?.Type, common is not null));
            }
        }

        differences.AddRange(inB.Values.Select(column => new ColumnDifference(column.Name, null, column.Type, false)));
        var key = KeyOf(a, b, shared);
        return new TablePair(a, b)
        {
            Columns = [.. differences.OrderBy(column => column.Name, StringComparer.Ordinal)],
            Key = key,
            Rest = [.. shared.Except(key)],
        };
    }

    /// <summary>The column as both sides can be asked for it, or null where their values would never be written alike.</summary>
    private static ComparedColumn? Common(ComparedColumn a, ComparedColumn b)
    {
        var ordered = a with { ByBytes = a.ByBytes && b.ByBytes && (a.OrderedAs == b.OrderedAs || (a.IsText && b.IsText)) };
        return a.Sender == b.Sender && (a.Type == b.Type || SendsAlike(a)) ? ordered
            : IsAnyText(a) && IsAnyText(b) ? ordered
            : a.Type == b.Type ? ordered with { Form = CopyForm.Written }
            : null;
    }

    /// <summary>Whether the type sends a value alike whatever its length and precision: char(n) is filled up with blanks.</summary>
    private static bool SendsAlike(ComparedColumn column) =>
        column.Form != CopyForm.Written && column.Sender != "bpcharsend";

    private static bool IsAnyText(ComparedColumn column) => column.Sender is "textsend" or "varcharsend" && column.Form == CopyForm.Sent;

    private static IReadOnlyList<ComparedColumn> KeyOf(ComparedTable a, ComparedTable b, List<ComparedColumn> shared)
    {
        var names = a.Keys.FirstOrDefault(key =>
            b.Keys.Any(other => other.SequenceEqual(key, StringComparer.Ordinal))
            && key.All(name => shared.Exists(column => column.Name == name)));
        return names is null ? [] : [.. names.Select(name => shared.Find(column => column.Name == name)!)];
    }
}
