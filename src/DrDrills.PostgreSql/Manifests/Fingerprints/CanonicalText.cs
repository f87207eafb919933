using System.Buffers;
using System.Text;

namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Undoes the ways in which PostgreSQL writes one and the same expression differently after a dump and a restore.</summary>
/// <remarks>
/// PostgreSQL prints <c>varchar_column IN ('a', 'b')</c> as <c>ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])</c>. Reading that
/// text applies the outer cast to each element, so the restored database prints
/// <c>ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])</c>. Both are brought to the second form.
/// </remarks>
internal static class CanonicalText
{
    private const string Opening = "(ARRAY[";

    /// <summary>What is in no type's name: the text is something else then.</summary>
    private static readonly SearchValues<char> NotInTypes = SearchValues.Create("'+-*/<>=~|&%^;[");

    public static string Of(string definition)
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
                text.Append(definition, done, at - done).Append("ARRAY[");
                text.AppendJoin(", ", elements.Select(element => $"({Of(element)})::{type}")).Append(']');
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

    /// <summary>Reads <c>(ARRAY[…])::type[]</c> that begins at <paramref name="start"/>.</summary>
    private static bool TryRead(string text, int start, out List<string> elements, out string type, out int end)
    {
        elements = [];
        type = "";
        end = start;
        var depth = 0;
        var from = start + Opening.Length;
        var i = from;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\'' or '"')
            {
                i = text.IndexOf(c, i + 1);
                if (i < 0)
                {
                    return false;
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
                break;
            }
        }

        const string Closing = "])::";
        if (i >= text.Length || !text.AsSpan(i).StartsWith(Closing, StringComparison.Ordinal))
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
}
