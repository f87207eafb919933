using Allure.Net.Commons.Functions;

namespace Allure.Net.Commons;

public static partial class AllureApi
{
    public static void AddTestParameter(string name, object? value) => AddTestParameter(name, value, excluded: false);

    public static void AddTestParameter(string name, object? value, bool excluded) =>
        AddTestParameter(new Parameter { name = name, value = Shown(value), excluded = excluded });

    public static void AddTestParameter(string name, object? value, ParameterMode mode) =>
        AddTestParameter(name, value, mode, excluded: false);

    public static void AddTestParameter(string name, object? value, ParameterMode mode, bool excluded) =>
        AddTestParameter(new Parameter { name = name, value = Shown(value), mode = mode, excluded = excluded });

    public static void AddTestParameter(Parameter parameter) => OnTest(test => test.parameters.Add(parameter));

    private static string Shown(object? value) => FormatFunctions.Format(value, CurrentLifecycle.TypeFormatters);
}
