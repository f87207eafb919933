using System.Reflection;
using System.Text.RegularExpressions;
using Reqnroll.Bindings;

namespace Reqnroll.Expressions;

/// <summary>
/// The names that may stand in braces, and the pattern of each: built-in types by short and by type name, enums that steps
/// take as parameters, and what transformations give, by their Name or their return type's name.
/// </summary>
internal sealed class ParameterTypes
{
    private const string Anything = ".*";
    private const string Integer = @"-?\d+";

    // Digits with any kind of group sign between them, an optional fraction after any kind of point, an optional exponent.
    private const string Real =
        @"[-+]?(?:\d(?:[\p{Pc}\p{Po}\p{Pd} ]?\d)*(?:[\p{Pc}\p{Po}]\d+)?|[\p{Pc}\p{Po}]\d+)(?:E[-+]?\d+)?";

    // Quotation marks of either kind; what is between them is captured as it stands, escapes included.
    private const string Quoted = """(?:(?:"((?:[^"\\]|\\.)*)")|(?:'((?:[^'\\]|\\.)*)'))""";

    private static readonly Dictionary<Type, (string Pattern, string ShortName)> BuiltIn = new()
    {
        [typeof(byte)] = (Integer, "byte"),
        [typeof(short)] = (Integer, null),
        [typeof(int)] = (Integer, "int"),
        [typeof(long)] = (Integer, "long"),
        [typeof(double)] = (Real, "double"),
        [typeof(float)] = (Real, "float"),
        [typeof(decimal)] = (Real, "decimal"),
        [typeof(bool)] = (Anything, null),
        [typeof(char)] = (Anything, null),
        [typeof(DateTime)] = (Anything, null),
        [typeof(Guid)] = (Anything, null),
    };

    private readonly Dictionary<string, (Type Type, List<string> Patterns)> _byName = [];

    public ParameterTypes(IEnumerable<TransformationBinding> transformations, IEnumerable<MethodInfo> stepMethods)
    {
        Add(string.Empty, typeof(object), Anything);
        Add("word", typeof(string), @"[^\s]+");
        Add("string", typeof(string), Anything);
        foreach (var (type, (pattern, shortName)) in BuiltIn)
        {
            Add(type.Name, type, pattern);
            if (shortName is not null)
            {
                Add(shortName, type, pattern);
            }
        }

        foreach (var type in stepMethods.SelectMany(m => m.GetParameters()).Select(p => p.ParameterType)
            .Where(t => t.IsEnum).Distinct())
        {
            Add(type.FullName, type, Anything);
        }

        foreach (var transformation in transformations.OrderBy(t => t.Order))
        {
            Add(transformation);
        }
    }

    /// <summary>The pattern with its capture groups, or null where nothing bears the name.</summary>
    public string PatternOf(string name)
    {
        if (name == "string")
        {
            return Quoted;
        }

        return Find(name) is not { } patterns ? null
            : patterns.Count == 1 ? $"({patterns[0]})"
            : $"({string.Join('|', patterns.Select(p => $"(?:{p})"))})";
    }

    private static string PatternOf(TransformationBinding transformation)
    {
        var whole = transformation.Regex?.ToString().TrimStart('^').TrimEnd('$');
        if (whole is null || whole.Contains("(?", StringComparison.Ordinal) || whole.Contains(@"\(", StringComparison.Ordinal))
        {
            return Anything;
        }

        // The step takes the text as a whole; the transformation takes it apart again.
        var withoutGroups = $"(?:{whole.Replace("(", "(?:", StringComparison.Ordinal)})";
        try
        {
            _ = new Regex(withoutGroups);
            return withoutGroups;
        }
        catch (ArgumentException)
        {
            return Anything;
        }
    }

    private List<string> Find(string name)
    {
        if (_byName.TryGetValue(name, out var exact))
        {
            return exact.Patterns;
        }

        var byShortName = _byName.Where(e => e.Key.EndsWith($".{name}", StringComparison.Ordinal)
            || e.Key.EndsWith($"+{name}", StringComparison.Ordinal)).ToArray();
        return byShortName switch
        {
            [] => null,
            [var only] => only.Value.Patterns,
            [var first, ..] => throw new ReqnrollException(first.Value.Type.IsEnum
                ? $"Ambiguous enum in cucumber expression. Multiple enums share the same short name '{name}'. Use the enum's "
                    + "full name in the cucumber expression or define a [StepArgumentTransformation] with the chosen type and the short name."
                : $"Ambiguous type used in cucumber expressions. Multiple types share the same short name '{name}'. "
                    + "Use a uniquely named StepArgumentTransformation for each."),
        };
    }

    // The declared return type counts: an async transformation gives a Task and can be referred to only by its Name.
    private void Add(TransformationBinding transformation)
    {
        var type = transformation.Method.ReturnType;
        var pattern = PatternOf(transformation);
        var isBuiltIn = BuiltIn.ContainsKey(type) || type == typeof(string) || type == typeof(object);
        var bearsTypeName = transformation.Name is null || transformation.Name == type.Name;
        Add(!bearsTypeName ? transformation.Name : isBuiltIn ? type.Name : type.FullName, type, pattern);
        if (BuiltIn.TryGetValue(type, out var builtIn) && builtIn.ShortName is not null)
        {
            Add(builtIn.ShortName, type, pattern);
        }
    }

    private void Add(string name, Type type, string pattern)
    {
        if (!_byName.TryGetValue(name, out var entry))
        {
            _byName[name] = (type, [pattern]);
            return;
        }

        if (entry.Type != type)
        {
            throw new ReqnrollException($"Two types claim the parameter type name '{name}': {entry.Type} and {type}.");
        }

        if (!entry.Patterns.Contains(pattern))
        {
            entry.Patterns.Add(pattern);
        }

        if (entry.Patterns.Contains(Anything))
        {
            entry.Patterns.RemoveAll(p => p != Anything);
        }
    }
}
