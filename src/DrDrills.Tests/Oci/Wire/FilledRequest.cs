using System.Collections;
using System.Globalization;
using System.Reflection;
using Oci.Common.Http;

namespace DrDrills.Tests.Oci.Wire;

/// <summary>A request with a value in every property that the product sets somewhere.</summary>
/// <param name="used">What the product sets and makes.</param>
/// <param name="choice">Which kind is taken where the product makes several, as in the sources of a volume.</param>
internal sealed class FilledRequest(UsedSdk used, int choice)
{
    private const int Eight = 8;

    /// <summary>How many requests show every kind; known once one has been made.</summary>
    public int Kinds { get; private set; } = 1;

    /// <summary>Makes one.</summary>
    public object Of(Type request) => Made(request);

    private object Made(Type declared)
    {
        var made = used.Made(declared);
        Kinds = Math.Max(Kinds, made.Count);
        var type = made.Count == 0 ? declared : made[Math.Min(choice, made.Count - 1)];
        var filled = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(used.Sets))
        {
            property.SetValue(filled, Value(property.PropertyType, Text(property)));
        }

        return filled;
    }

    private object Value(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(object)) return text;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTime)) return new DateTime(2026, 11, 3, 4, 5, 6, 789, DateTimeKind.Utc);
        if (type == typeof(Stream)) return new MemoryStream("8 bytes."u8.ToArray());
        if (type.IsEnum) return Enum.Parse(type, Enum.GetNames(type).First(name => name != "UnknownEnumValue"));
        if (type.IsPrimitive) return Convert.ChangeType(Eight, type, CultureInfo.InvariantCulture);
        return type.IsGenericType ? Several(type, text) : Made(type);
    }

    private object Several(Type type, string text)
    {
        var several = Activator.CreateInstance(type)!;
        var inside = type.GetGenericArguments()[^1];
        if (several is IDictionary named)
        {
            named.Add("one", Value(inside, text));
            named.Add("Two", Value(inside, text));
        }
        else
        {
            ((IList)several).Add(Value(inside, text));
        }

        return several;
    }

    /// <summary>A text that needs escaping; in a header a plain one, which is a content type too.</summary>
    private static string Text(PropertyInfo property) =>
        property.GetCustomAttribute<HttpConverterAttribute>()?.Target == TargetEnum.Header ? $"a/{property.Name}" : $"{property.Name} é/+&";
}
