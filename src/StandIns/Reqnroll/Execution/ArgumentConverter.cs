using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using Reqnroll.Assist;
using Reqnroll.Bindings;
using Reqnroll.Tracing;

namespace Reqnroll.Execution;

/// <summary>Turns the texts and tables of a step into the parameter types of its method: transformations first, then .NET's own ways.</summary>
internal sealed class ArgumentConverter(BindingRegistry registry, BindingInvoker invoker, StepTracer tracer)
{
    public bool CanConvert(object value, Type type, CultureInfo culture)
    {
        if (type.IsInstanceOfType(value) || MatchingTransformations(value, type).Any())
        {
            return true;
        }

        try
        {
            ConvertSimple(value, type, culture);
            return true;
        }
        catch (Exception exception) when (exception is InvalidCastException or OverflowException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    public Task<object> ConvertAsync(object value, Type type, CultureInfo culture) => ConvertAsync(value, type, culture, null);

    public static object ParseEnum(Type enumType, string value) =>
        Enum.Parse(enumType, value.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);

    // A transformation from a type to itself must not call itself; "last" stops that.
    private async Task<object> ConvertAsync(object value, Type type, CultureInfo culture, TransformationBinding last)
    {
        var matching = MatchingTransformations(value, type).ToArray();
        if (matching.GroupBy(t => t.Order).Any(g => g.Skip(1).Any()))
        {
            tracer.Warning($"Multiple step transformation matches to the input ({value}, target type: {type.FullName}). We use the first.");
        }

        if (matching.FirstOrDefault() is { } transformation && transformation != last)
        {
            return await TransformAsync(transformation, value, culture).ConfigureAwait(false);
        }

        return type.IsInstanceOfType(value) ? value : ConvertSimple(value, type, culture);
    }

    private async Task<object> TransformAsync(TransformationBinding transformation, object value, CultureInfo culture)
    {
        var types = transformation.Method.GetParameters().Select(p => p.ParameterType).ToArray();
        object[] raw = transformation.Regex is not null && value is string text
            ? [.. transformation.Regex.Match(text).Groups.Cast<Group>().Skip(1).Select(g => g.Value)]
            : [value];
        if (raw.Length != types.Length)
        {
            throw new BindingException($"Parameter count mismatch! The step argument transformation "
                + $"'{StepText.OfMethod(transformation.Method)}' should have {raw.Length} parameters");
        }

        var arguments = new object[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            arguments[i] = await ConvertAsync(raw[i], types[i], culture, transformation).ConfigureAwait(false);
        }

        return await invoker.InvokeAsync(transformation.Method, arguments).ConfigureAwait(false);
    }

    private IEnumerable<TransformationBinding> MatchingTransformations(object value, Type type) =>
        registry.Transformations.Where(t => t.ResultType == type && Accepts(t, value));

    private static bool Accepts(TransformationBinding transformation, object value)
    {
        if (transformation.Regex is not null && value is string text)
        {
            return transformation.Regex.IsMatch(text);
        }

        var first = transformation.Method.GetParameters().FirstOrDefault()?.ParameterType;
        return (first is not null && typeof(Table).IsAssignableFrom(first)) == value is Table;
    }

    private static object ConvertSimple(object value, Type type, CultureInfo culture)
    {
        var text = value as string;
        if (type.IsEnum && text is not null)
        {
            return ParseEnum(type, text);
        }

        if (type == typeof(Guid?) && string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (type == typeof(Guid) || type == typeof(Guid?))
        {
            return CellValue.ParseGuid(text);
        }

        if (type == typeof(DataTable) && value is Table table)
        {
            return DataTable.FromTable(table);
        }

        var converter = TypeDescriptor.GetConverter(type);
        if (converter.CanConvertFrom(value.GetType()) && TryConvert(converter, value, culture, out var converted))
        {
            return converted;
        }

        return Convert.ChangeType(value, type, culture);
    }

    private static bool TryConvert(TypeConverter converter, object value, CultureInfo culture, out object converted)
    {
        try
        {
            converted = converter.ConvertFrom(null, culture, value);
            return true;
        }
#pragma warning disable CA1031 // Type converters throw whatever they like; the next way is tried then.
        catch (Exception)
#pragma warning restore CA1031
        {
            converted = null;
            return false;
        }
    }
}
