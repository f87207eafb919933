using System.Reflection;
using System.Runtime.CompilerServices;

namespace Reqnroll.Assist;

/// <summary>
/// Makes and fills objects from pairs of column and cell: through the parameterless constructor where there is one, else
/// through the narrowest constructor that takes all matched members (records), what it does not take being set afterwards.
/// </summary>
internal static class InstanceBuilder
{
    private const int LargestTuple = 7;

    public static object Create(Type type, IReadOnlyList<KeyValuePair<string, string>> fields, InstanceCreationOptions options)
    {
        var hasDefaultConstructor = type.GetConstructors().Any(c => c.GetParameters().Length == 0);
        if (!hasDefaultConstructor && !typeof(ITuple).IsAssignableFrom(type))
        {
            return Construct(type, fields, options ?? new InstanceCreationOptions());
        }

        var instance = Activator.CreateInstance(type);
        Fill(instance, fields, options);
        return instance;
    }

    public static void Fill(object instance, IReadOnlyList<KeyValuePair<string, string>> fields, InstanceCreationOptions options)
    {
        var members = MembersFor(instance.GetType(), fields);
        Verify(fields, members, options);
        members.ForEach(m => m.Set(instance));
    }

    private static object Construct(Type type, IReadOnlyList<KeyValuePair<string, string>> fields, InstanceCreationOptions options)
    {
        var members = MembersFor(type, fields);
        var constructor = (options.RequireTableToProvideAllConstructorParameters
                ? WidestThatCanBeFilled(type, fields, members)
                : NarrowestThatTakesAll(type, members))
            ?? throw new MissingMethodException($"Unable to find a suitable constructor to create instance of {type}");
        Verify(fields, members, options);

        var arguments = new List<object>();
        foreach (var parameter in constructor.GetParameters())
        {
            var member = members.Find(m => m.Fits(parameter));
            arguments.Add(member?.Read() ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null));
            members.Remove(member);
        }

        var instance = constructor.Invoke([.. arguments]);
        members.ForEach(m => m.Set(instance));
        return instance;
    }

    private static ConstructorInfo NarrowestThatTakesAll(Type type, List<Member> members) => type.GetConstructors()
        .OrderBy(c => c.GetParameters().Length)
        .FirstOrDefault(c => members.TrueForAll(m => c.GetParameters().Any(m.Fits)));

    private static ConstructorInfo WidestThatCanBeFilled(
        Type type, IReadOnlyList<KeyValuePair<string, string>> fields, List<Member> members)
    {
        foreach (var constructor in type.GetConstructors().OrderByDescending(c => c.GetParameters().Length))
        {
            var unfilled = constructor.GetParameters().Where(p => !members.Exists(m => m.Fits(p))).ToArray();
            var extra = (from parameter in unfilled
                         from field in fields
                         where FieldList.MatchesName(parameter.Name, field.Key) && CellValue.CanRead(parameter.ParameterType)
                         select new Member(parameter.Name, parameter.ParameterType, field.Value, null)).ToArray();
            if (extra.Length == unfilled.Length)
            {
                members.AddRange(extra);
                return constructor;
            }
        }

        return null;
    }

    private static List<Member> MembersFor(Type type, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var properties = from property in type.GetProperties()
                         from field in fields
                         where CellValue.CanRead(property.PropertyType) && FieldList.Matches(property, field.Key)
                         select new Member(property.Name, property.PropertyType, field.Value, property.SetValue);
        var variables = from variable in type.GetFields()
                        from field in fields
                        where CellValue.CanRead(variable.FieldType) && FieldList.Matches(variable, field.Key)
                        select new Member(variable.Name, variable.FieldType, field.Value, variable.SetValue);
        List<Member> members = [.. properties, .. variables];

        // Tuples have no names at run time: columns count by position.
        var items = type.GetFields();
        if (typeof(ITuple).IsAssignableFrom(type) && type.IsValueType && items.Length == fields.Count && items.Length <= LargestTuple)
        {
            members.AddRange(items.Zip(fields, (i, f) => new Member(i.Name, i.FieldType, f.Value, i.SetValue)));
        }

        return members;
    }

    private static void Verify(
        IReadOnlyList<KeyValuePair<string, string>> fields, List<Member> members, InstanceCreationOptions options)
    {
        if (options?.VerifyAllColumnsBound != true)
        {
            return;
        }

        var comparer = options.VerifyCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var missing = fields.Select(f => f.Key).Where(c => !members.Exists(m => comparer.Equals(m.Name, c))).ToList();
        if (missing.Count > 0)
        {
            throw new ColumnCouldNotBeBoundException(missing);
        }
    }

    private sealed record Member(string Name, Type Type, string Cell, Action<object, object> Setter)
    {
        public bool Fits(ParameterInfo parameter) =>
            Type == parameter.ParameterType && Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase);

        public object Read() => CellValue.Read(Cell, Type);

        public void Set(object instance) => Setter(instance, Read());
    }
}
