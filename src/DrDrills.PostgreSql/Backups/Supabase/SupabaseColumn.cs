namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>One column of a platform's table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as a statement writes it.</param>
/// <param name="IsKey">Whether it is the primary key.</param>
/// <param name="Generated">What it is computed of, or null.</param>
internal sealed record SupabaseColumn(string Name, string Type, bool IsKey, string? Generated)
{
    /// <summary>As it stands in <c>CREATE TABLE</c>.</summary>
    public string Definition => $"{Sql.Name(Name)} {Type}"
        + (Generated is null ? "" : $" GENERATED ALWAYS AS ({Generated}) STORED")
        + (IsKey ? " PRIMARY KEY" : "");

    /// <summary>Reads <c>*id uuid</c> (a key) or <c>email text = lower(x)</c> (a generated one).</summary>
    public static SupabaseColumn Parse(string text)
    {
        var equals = text.Split(" = ", 2);
        var words = equals[0].TrimStart('*').Split(' ', 2);
        return new SupabaseColumn(words[0], words[1], text[0] == '*', equals.Length == 2 ? equals[1] : null);
    }
}
