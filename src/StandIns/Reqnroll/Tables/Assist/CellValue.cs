using System.Collections;
using System.Globalization;
using Reqnroll.Execution;

namespace Reqnroll.Assist;

/// <summary>
/// Reads a cell as a member's type, in the culture of the running step. As upstream, a number or date that cannot be read
/// gives its type's default; an enum that cannot be read is an error; an empty cell of a nullable type is null.
/// </summary>
internal static class CellValue
{
    private static readonly Type[] Lists =
    [
        typeof(List<>), typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(IReadOnlyList<>),
        typeof(IReadOnlyCollection<>),
    ];

    private static readonly Dictionary<Type, Func<string, object>> Readers = new()
    {
        [typeof(string)] = cell => cell,
        [typeof(bool)] = cell => cell.ToLowerInvariant() is "true" or "1",
        [typeof(int)] = Number<int>,
        [typeof(uint)] = Number<uint>,
        [typeof(long)] = Number<long>,
        [typeof(ulong)] = Number<ulong>,
        [typeof(short)] = Number<short>,
        [typeof(ushort)] = Number<ushort>,
        [typeof(byte)] = Number<byte>,
        [typeof(sbyte)] = Number<sbyte>,
        [typeof(float)] = Number<float>,
        [typeof(double)] = Number<double>,
        [typeof(decimal)] = Number<decimal>,
        [typeof(char)] = cell => cell.Length == 1 ? cell[0] : '\0',
        [typeof(DateTime)] = cell => DateTime.TryParse(cell, CultureInfo.CurrentCulture, out var value) ? value : default,
        [typeof(DateTimeOffset)] = cell => DateTimeOffset.TryParse(cell, CultureInfo.CurrentCulture, out var value) ? value : default,
        [typeof(TimeSpan)] = cell => TimeSpan.TryParse(cell, CultureInfo.CurrentCulture, out var value) ? value : default,
        [typeof(Guid)] = cell => ParseGuid(cell),
        [typeof(Uri)] = cell => new Uri(cell, UriKind.RelativeOrAbsolute),
    };

    public static bool CanRead(Type type) => Readers.ContainsKey(Bare(type)) || Bare(type).IsEnum || ItemTypeOf(type) is not null;

    public static object Read(string cell, Type type)
    {
        if (ItemTypeOf(type) is { } itemType)
        {
            return ReadList(cell, type, itemType);
        }

        if (Nullable.GetUnderlyingType(type) is not null && string.IsNullOrEmpty(cell))
        {
            return null;
        }

        return Bare(type).IsEnum ? ReadEnum(cell, Bare(type)) : Readers[Bare(type)](cell);
    }

    /// <summary>A text too short for a GUID is filled up with zeroes at its end; what still is none gives the empty GUID.</summary>
    public static Guid ParseGuid(string text)
    {
        const int digits = 32;
        return Guid.TryParse(text, out var whole) ? whole
            : Guid.TryParse(text?.Replace("-", "", StringComparison.Ordinal).PadRight(digits, '0'), out var filled) ? filled
            : Guid.Empty;
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Type ItemTypeOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0]
        : null;

    private static object Number<T>(string cell)
        where T : struct, System.Numerics.INumberBase<T> =>
        T.TryParse(cell, NumberStyles.Any, CultureInfo.CurrentCulture, out var value) ? value : default;

    private static object ReadEnum(string cell, Type type)
    {
        try
        {
            return ArgumentConverter.ParseEnum(type, cell);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException(
                $"No enum with value {(cell.Length == 0 ? "{empty}" : cell)} found", exception);
        }
    }

    private static object ReadList(string cell, Type type, Type itemType)
    {
        string[] cells = string.IsNullOrWhiteSpace(cell) ? [] : [.. cell.Split(',', ';').Select(c => c.Trim())];
        var items = Array.CreateInstance(itemType, cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            items.SetValue(Read(cells[i], itemType), i);
        }

        if (type.IsArray)
        {
            return items;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType));
        foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
