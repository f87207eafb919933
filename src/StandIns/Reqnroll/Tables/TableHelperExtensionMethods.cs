using Reqnroll.Assist;

namespace Reqnroll;

/// <summary>Objects from tables. Columns are matched to members without regard to case, spaces and underscores.</summary>
public static class TableHelperExtensionMethods
{
    /// <summary>One object, from a table of one row or from a table with one member per row.</summary>
    public static T CreateInstance<T>(this Table table) => CreateInstance<T>(table, (InstanceCreationOptions)null);

    public static T CreateInstance<T>(this Table table, InstanceCreationOptions creationOptions) =>
        (T)InstanceBuilder.Create(typeof(T), FieldList.Of(table, typeof(T)), creationOptions);

    public static T CreateInstance<T>(this Table table, Func<T> methodToCreateTheInstance) =>
        CreateInstance(table, methodToCreateTheInstance, null);

    public static T CreateInstance<T>(
        this Table table, Func<T> methodToCreateTheInstance, InstanceCreationOptions creationOptions)
    {
        object instance = methodToCreateTheInstance();
        table.FillInstance(instance, creationOptions);
        return (T)instance;
    }

    public static void FillInstance(this Table table, object instance) => FillInstance(table, instance, null);

    public static void FillInstance(this Table table, object instance, InstanceCreationOptions creationOptions) =>
        InstanceBuilder.Fill(instance, FieldList.Of(table, instance.GetType()), creationOptions);

    /// <summary>One object for each row.</summary>
    public static IEnumerable<T> CreateSet<T>(this Table table) => CreateSet<T>(table, (InstanceCreationOptions)null);

    public static IEnumerable<T> CreateSet<T>(this Table table, InstanceCreationOptions creationOptions) =>
        [.. table.Rows.Select(r => (T)InstanceBuilder.Create(typeof(T), FieldList.OfRow(r), creationOptions))];

    public static IEnumerable<T> CreateSet<T>(this Table table, Func<T> methodToCreateEachInstance) =>
        CreateSet(table, _ => methodToCreateEachInstance(), null);

    public static IEnumerable<T> CreateSet<T>(
        this Table table, Func<T> methodToCreateEachInstance, InstanceCreationOptions creationOptions) =>
        CreateSet(table, _ => methodToCreateEachInstance(), creationOptions);

    public static IEnumerable<T> CreateSet<T>(this Table table, Func<DataTableRow, T> methodToCreateEachInstance) =>
        CreateSet(table, methodToCreateEachInstance, null);

    public static IEnumerable<T> CreateSet<T>(
        this Table table, Func<DataTableRow, T> methodToCreateEachInstance, InstanceCreationOptions creationOptions)
    {
        var set = new List<T>(table.RowCount);
        foreach (var row in table.Rows)
        {
            object instance = methodToCreateEachInstance(row);
            InstanceBuilder.Fill(instance, FieldList.OfRow(row), creationOptions);
            set.Add((T)instance);
        }

        return set;
    }
}
