using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Undoes the ways in which PostgreSQL writes one and the same expression differently after a dump and a restore.</summary>
/// <remarks>
/// PostgreSQL prints <c>varchar_column IN ('a', 'b')</c> as <c>ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])</c>. Reading that
/// text applies the outer cast to each element, so the restored database prints
/// <c>ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])</c>. Both are brought to the second form.
/// <para>
/// A constant without a type in a subquery (<c>UNION ALL SELECT NULL</c>) has no column name; it is printed with its type, and read again its column
/// is named after that: <c>NULL::integer AS int4</c>. Such names are left out. Names that a view gives to its columns are compared by themselves.
/// </para>
/// <para>
/// A number that was cast and then negated (<c>-5::int</c>) is printed <c>(- 5)</c>; read again that is one constant, <c>'-5'::integer</c>.
/// </para>
/// <para>
/// An outer <c>NATURAL JOIN</c> of tables without a common column is printed <c>ON TRUE</c>, and read again <c>ON (true)</c>. For conditions that are joined by
/// <c>AND</c> or <c>OR</c>, see <see cref="FlatConditions"/>.
/// </para>
/// </remarks>
internal static partial class CanonicalText
{
    private const string Opening = "(ARRAY[";

    private const string Array = "ARRAY[";

    /// <summary>What the type that PostgreSQL prints in SQL's words is called in its catalogue, where the two differ.</summary>
    private static readonly Dictionary<string, string> Catalogued = new(StringComparer.Ordinal)
    {
        ["bigint"] = "int8",
        ["bit varying"] = "varbit",
        ["boolean"] = "bool",
        ["character"] = "bpchar",
        ["character varying"] = "varchar",
        ["double precision"] = "float8",
        ["integer"] = "int4",
        ["real"] = "float4",
        ["smallint"] = "int2",
        ["time with time zone"] = "timetz",
        ["time without time zone"] = "time",
        ["timestamp with time zone"] = "timestamptz",
        ["timestamp without time zone"] = "timestamp",
    };

    /// <summary>What is in no type's name: the text is something else then.</summary>
    private static readonly SearchValues<char> NotInTypes = SearchValues.Create("'+-*/<>=~|&%^;[");

    public static string Of(string definition) => FlatConditions.Of(WithArraysOfCasts(Quirk().Replace(definition, match => match switch
    {
        _ when match.Groups["values"].Success => "(VALUES",
        _ when match.Groups["always"].Success => " ON (true)",
        _ when match.Groups["negated"].Success => Negated(match.Groups["negated"].Value),
        _ when !match.Groups["name"].Success => match.Value,
        _ when NameOf(match) == Unquoted(match.Groups["name"].Value) => match.Groups["cast"].Value,
        _ => match.Value,
    })));

    /// <summary>A negative constant, as the server prints one: without a point it fits an <c>integer</c>, others it prints in quotes and with their type.</summary>
    private static string Negated(string number) => $"'-{number}'::{(number.Contains('.') ? "numeric" : "integer")}";

    /// <summary>The name that a column gets which is nothing but a cast: that of the type.</summary>
    private static string NameOf(Match cast)
    {
        var type = Unquoted(cast.Groups["type"].Value) + cast.Groups["zone"].Value;
        return Catalogued.GetValueOrDefault(type, type);
    }

    private static string Unquoted(string name) =>
        name.StartsWith('"') ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    private static string WithArraysOfCasts(string definition)
    {
        var at = definition.IndexOf(Opening, StringComparison.Ordinal);
        if (at < 0)
        {
            return definition;
        }

        var text = new StringBuilder(definition.Length);
        var done = 0;
        while (at >= 0)
        {
            if (TryRead(definition, at, out var elements, out var type, out var end))
            {
                text.Append(definition, done, at - done).Append(Cast(elements, type));
                done = end;
                at = definition.IndexOf(Opening, end, StringComparison.Ordinal);
            }
            else
            {
                at = definition.IndexOf(Opening, at + 1, StringComparison.Ordinal);
            }
        }

        return text.Append(definition, done, definition.Length - done).ToString();
    }

    /// <summary>The cast goes to the innermost elements of an array of arrays.</summary>
    private static string Cast(IEnumerable<string> elements, string type) => "ARRAY[" + string.Join(", ", elements.Select(element =>
        element.StartsWith(Array, StringComparison.Ordinal) && Elements(element, Array.Length, out var inner) == element.Length - 1
            ? Cast(inner, type)
            : $"({WithArraysOfCasts(element)})::{type}")) + "]";

    /// <summary>Reads <c>(ARRAY[…])::type[]</c> that begins at <paramref name="start"/>.</summary>
    private static bool TryRead(string text, int start, out List<string> elements, out string type, out int end)
    {
        type = "";
        end = start;
        var i = Elements(text, start + Opening.Length, out elements);
        const string Closing = "])::";
        if (i < 0 || !text.AsSpan(i).StartsWith(Closing, StringComparison.Ordinal))
        {
            return false;
        }

        var typeStart = i + Closing.Length;
        var typeEnd = text.IndexOf("[]", typeStart, StringComparison.Ordinal);
        if (typeEnd < 0 || text.AsSpan(typeStart, typeEnd - typeStart).IndexOfAny(NotInTypes) >= 0)
        {
            return false;
        }

        type = text[typeStart..typeEnd];
        end = typeEnd + 2;
        return true;
    }

    /// <summary>Reads the elements of an array up to the bracket that closes it.</summary>
    /// <returns>Where that bracket is; -1 where there is none.</returns>
    private static int Elements(string text, int from, out List<string> elements)
    {
        elements = [];
        var depth = 0;
        var i = from;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\'' or '"')
            {
                i = text.IndexOf(c, i + 1);
                if (i < 0)
                {
                    return -1;
                }
            }
            else if (c is '(' or '[')
            {
                depth++;
            }
            else if (c is ')' or ']' && depth > 0)
            {
                depth--;
            }
            else if (c == ',' && depth == 0)
            {
                elements.Add(text[from..i].Trim());
                from = i + 1;
            }
            else if (c == ']')
            {
                elements.Add(text[from..i].Trim());
                return i;
            }
        }

        return -1;
    }

    /// <summary>A literal, a quoted name or a body, which are left alone; a constant's cast that a name follows; an arm that is a list of values; a natural join of nothing; a negated number.</summary>
    [GeneratedRegex(
        """'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>\w*)\$.*?\$\k<tag>\$|(?<values>\( VALUES\b)|(?<always> ON TRUE\b)|\(- (?<negated>\d+(?:\.\d+)?)\)|"""
        + """(?<cast>::(?:(?:"(?:[^"]|"")+"|[a-z_][\w$]*)\.)?(?<type>"(?:[^"]|"")+"|[a-z_][\w$]*(?: precision| varying)?)(?:\(\d+(?:,-?\d+)?\))?"""
        + """(?<zone> with(?:out)? time zone)?(?:\[\])*) AS (?<name>"(?:[^"]|"")+"|[a-z_][\w$]*)""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Quirk();
}
