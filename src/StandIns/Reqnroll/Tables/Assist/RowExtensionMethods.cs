namespace Reqnroll.Assist;

/// <summary>Objects from single rows.</summary>
public static class RowExtensionMethods
{
    public static T CreateInstance<T>(this DataTableRow row) =>
        (T)InstanceBuilder.Create(typeof(T), FieldList.OfRow(row), null);

    public static T CreateInstance<T>(this DataTableRow row, Func<T> methodToCreateTheInstance)
    {
        object instance = methodToCreateTheInstance();
        InstanceBuilder.Fill(instance, FieldList.OfRow(row), null);
        return (T)instance;
    }
}
