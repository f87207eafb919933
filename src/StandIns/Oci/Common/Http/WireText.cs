using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.Serialization;

namespace Oci.Common.Http;

/// <summary>How values are written in paths, queries and headers, and read from headers.</summary>
internal static class WireText
{
    /// <summary>RFC 3339 to the millisecond; the moment is written as it stands, so it has to be UTC.</summary>
    internal static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", DateTimeFormatInfo.InvariantInfo);

    /// <summary>What the service calls the value: its <see cref="EnumMemberAttribute"/>, percent-encoded.</summary>
    internal static string Word(object value) =>
        Uri.EscapeDataString(value.GetType().GetField(value.ToString()!)?.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? value.ToString()!);

    internal static string Query(string name, object value, CollectionFormatType format)
    {
        var key = Uri.EscapeDataString(name);
        if (value is not IList list) return $"{key}={QueryValue(value)}";
        var values = list.Cast<object>().Select(QueryValue);
        return format == CollectionFormatType.Multi
            ? string.Join('&', values.Select(one => $"{key}={one}"))
            : $"{key}={string.Join(Separator(format), values)}";
    }

    internal static string HeaderOrPath(object value) => value switch
    {
        DateTime moment => Moment(moment),
        Enum word => Word(word),
        Model.Range range => range.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A header's text as a value of the property's type. Enumerations go by their member's name here, case aside.</summary>
    /// <exception cref="FormatException">The text is no value of an enumeration: unknown values are accepted in bodies only.</exception>
    internal static object FromHeader(string text, Type type)
    {
        if (type == typeof(Model.Range)) return Model.Range.ParseRange(text);
        if (type == typeof(DateTime)) return DateTime.Parse(text, CultureInfo.InvariantCulture);
        return type == typeof(BigInteger)
            ? BigInteger.Parse(text, CultureInfo.InvariantCulture)
            : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
    }

    private static string QueryValue(object value) => value switch
    {
        DateTime moment => Moment(moment),
        bool yes => yes ? "true" : "false",
        Enum word => Word(word),
        _ => Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static string Separator(CollectionFormatType format) => format switch
    {
        CollectionFormatType.Pipes => "%7C",
        CollectionFormatType.Ssv => "%20",
        CollectionFormatType.Tsv => "%09",
        _ => ",",
    };
}
