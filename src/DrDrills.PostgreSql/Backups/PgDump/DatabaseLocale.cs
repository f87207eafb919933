using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Encoding and order of text of a database at the source.</summary>
/// <param name="Encoding">Such as <c>UTF8</c>.</param>
/// <param name="Provider">libc, icu or builtin.</param>
/// <param name="Collation">Default collation; null for the target's own.</param>
/// <param name="CharacterType">LC_CTYPE; null for the target's own.</param>
internal sealed record DatabaseLocale(string Encoding, string Provider, string? Collation, string? CharacterType)
{
    public static DatabaseLocale? Of(ManifestSource? source) => source is null
        ? null
        : new DatabaseLocale(source.Encoding, source.CollationProvider, source.Collation, source.CharacterType);

    /// <summary>An encoding alone, in the order of bytes, which every encoding has.</summary>
    public static DatabaseLocale OfEncoding(string encoding) => new(encoding, "libc", "C", "C");

    /// <summary>As <c>CREATE DATABASE</c> takes it.</summary>
    public string Options => $" ENCODING {Sql.Text(Encoding)}" + (Collation, CharacterType) switch
    {
        ({ } collation, { } letters) when Provider == "icu" =>
            $" LOCALE_PROVIDER icu ICU_LOCALE {Sql.Text(collation)} LC_COLLATE {Sql.Text(letters)} LC_CTYPE {Sql.Text(letters)}",
        ({ } collation, { } letters) when Provider == "builtin" =>
            $" LOCALE_PROVIDER builtin BUILTIN_LOCALE {Sql.Text(collation)} LC_COLLATE {Sql.Text(letters)} LC_CTYPE {Sql.Text(letters)}",
        ({ } collation, { } letters) => $" LC_COLLATE {Sql.Text(collation)} LC_CTYPE {Sql.Text(letters)}",
        _ => "",
    };

    /// <summary>For people.</summary>
    public override string ToString() => Collation is null
        ? $"encoding {Encoding}"
        : $"encoding {Encoding}, {Provider} collation '{Collation}' and character type '{CharacterType}'";
}
