using System.Text;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>The text of a row constructor around one value: <c>(7)</c>, <c>("a ""b""")</c>, <c>()</c> for NULL.</summary>
internal static class RecordText
{
    /// <summary>The value's own text, or null for NULL.</summary>
    public static string? ValueOf(string record) => record.Length == 2 ? null : Unquoted(record.AsSpan(1, record.Length - 2));

    /// <summary>The beginning of the value's own text, of a record that was cut off.</summary>
    public static string BeginningOf(string record) => Unquoted(record.AsSpan(1));

    private static string Unquoted(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty || field[0] != '"')
        {
            return field.ToString();
        }

        var value = new StringBuilder(field.Length);
        for (var i = 1; i < field.Length; i++)
        {
            // A quote or a backslash that belongs to the value stands twice; a single quote is the end.
            if (field[i] is '"' or '\\' && ++i == field.Length)
            {
                break;
            }

            value.Append(field[i]);
        }

        return value.ToString();
    }
}
