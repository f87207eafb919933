namespace Reqnroll;

/// <summary>A step's table, by the name that step methods should use for it.</summary>
public class DataTable : Table
{
    public DataTable(params string[] header)
        : base(header)
    {
    }

    protected internal DataTable(Table copyFrom)
        : base(copyFrom)
    {
    }

    public static DataTable FromTable(Table table) => new(table);
}
