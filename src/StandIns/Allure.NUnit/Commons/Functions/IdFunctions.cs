using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace Allure.Net.Commons.Functions;

/// <summary>The identities under which reports follow a test from run to run.</summary>
public static class IdFunctions
{
    public static string CreateUUID() => Guid.NewGuid().ToString();

    /// <summary><c>Assembly:Namespace.Outer+Inner[type arguments]</c>; types of the core library without the assembly.</summary>
    public static string CreateFullName(Type type)
    {
        var path = type.Name;
        var outermost = type;
        for (; outermost.DeclaringType is { } outer; outermost = outer)
            path = outer.Name + "+" + path;
        if (!string.IsNullOrEmpty(outermost.Namespace))
            path = outermost.Namespace + "." + path;

        var assembly = type.Assembly == typeof(object).Assembly ? string.Empty : type.Assembly.GetName().Name + ":";
        return assembly + path + InBrackets(type.GetGenericArguments());
    }

    /// <summary><c>Assembly:Namespace.Class.Method[type parameters](parameter types)</c>.</summary>
    public static string CreateFullName(MethodInfo method)
    {
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var parameters = definition.GetParameters().Select(p => p.ParameterType);
        return $"{NameOf(definition.DeclaringType!)}.{definition.Name}"
            + $"{InBrackets(definition.GetGenericArguments())}({Joined(parameters)})";
    }

    public static string CreateTestCaseId(string fullName) => Md5(fullName);

    /// <summary>
    /// The full name and the values of the parameters that are not excluded, in the order of their names. The names
    /// themselves do not count.
    /// </summary>
    public static string CreateHistoryId(string fullName, IEnumerable<Parameter> parameters)
    {
        var values = parameters.Where(p => !p.excluded).OrderBy(p => p.name).Select(p => p.value);
        return Md5(JsonConvert.SerializeObject(new { fullName, parameters = values }));
    }

    private static string NameOf(Type type) => type.IsGenericParameter ? type.Name : CreateFullName(type);

    private static string Joined(IEnumerable<Type> types) => string.Join(",", types.Select(NameOf));

    private static string InBrackets(Type[] types) => types.Length == 0 ? string.Empty : $"[{Joined(types)}]";

    [SuppressMessage("Security", "CA5351", Justification = "The identity is an MD5 upstream; it protects nothing.")]
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
