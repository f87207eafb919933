using System.Text;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Takes the kept fields of a row apart: the key as text, then the key as it is compared.</summary>
internal static class KeyFields
{
    /// <summary>The first fields, with the lengths before them.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> fields, int count)
    {
        var length = 0;
        var rest = new CopyFields(fields);
        for (var i = 0; i < count && rest.MoveNext(); i++)
        {
            length += sizeof(int) + rest.Current.Length;
        }

        return fields[..length];
    }

    /// <summary>The values in fields that hold the texts of row constructors.</summary>
    public static IReadOnlyList<string> Values(ReadOnlySpan<byte> fields, Encoding encoding)
    {
        var values = new List<string>();
        foreach (var field in new CopyFields(fields))
        {
            values.Add(RecordText.ValueOf(encoding.GetString(field)) ?? "");
        }

        return values;
    }
}
