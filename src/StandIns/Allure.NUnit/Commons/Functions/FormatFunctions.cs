using Newtonsoft.Json;

namespace Allure.Net.Commons.Functions;

/// <summary>Parameter values are shown as JSON: texts in quotes, numbers and lists as they are, nothing as <c>null</c>.</summary>
public static class FormatFunctions
{
    private static readonly JsonSerializerSettings _settings = new()
    {
        ReferenceLoopHandling = ReferenceLoopHandling.Ignore,
        Error = (_, failure) => failure.ErrorContext.Handled = true,
    };

    private static readonly Dictionary<Type, ITypeFormatter> _none = [];

    public static string Format(object? value) => Format(value, _none);

    public static string Format(object? value, IReadOnlyDictionary<Type, ITypeFormatter> formatters)
    {
        if (value is null)
            return "null";
        if (formatters.TryGetValue(value.GetType(), out var own))
            return own.Format(value);

        try
        {
            return JsonConvert.SerializeObject(value, _settings);
        }
        catch (JsonException)
        {
            return value.ToString() ?? string.Empty;
        }
    }
}
