namespace Reqnroll;

/// <summary>A table has columns that no member of the wanted type takes, and all columns were demanded to be taken.</summary>
public class ColumnCouldNotBeBoundException : Exception
{
    public ColumnCouldNotBeBoundException(IList<string> columns)
        : base($"{(columns.Count == 1 ? "Member or field" : "Members or fields")} {string.Join(",", columns)} not found")
    {
        Columns = columns;
    }

    public IList<string> Columns { get; }
}
