namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>One token of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A word as written, a quoted name or a text without its quotes, a number or symbol as written.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Value)
{
    /// <summary>The name that it stands for, folded as PostgreSQL folds it; null where it is none.</summary>
    public string? Name => Kind switch
    {
        SqlTokenKind.Word => Value.ToLowerInvariant(),
        SqlTokenKind.Name => Value,
        _ => null,
    };

    /// <summary>Whether it is that keyword.</summary>
    public bool Is(string keyword) => Kind == SqlTokenKind.Word && string.Equals(Value, keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is that symbol.</summary>
    public bool Is(char symbol) => Kind == SqlTokenKind.Symbol && Value[0] == symbol;

    /// <summary>As it is written into a statement of ours.</summary>
    public string Written => Kind switch
    {
        SqlTokenKind.Name => Sql.Name(Value),
        SqlTokenKind.Text => Sql.Text(Value),
        _ => Value,
    };

    /// <summary>Whether it may stand in a list of names and values: nothing that could end a statement or begin another.</summary>
    public bool IsHarmless => Kind != SqlTokenKind.Symbol || Value[0] is ',' or '.' or '-' or '+' or '=';

    /// <summary>Without texts, which may be secrets.</summary>
    public override string ToString() => Kind == SqlTokenKind.Text ? "'…'" : Written;
}
