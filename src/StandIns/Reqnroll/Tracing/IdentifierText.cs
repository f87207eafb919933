using System.Text;

#if FEATURE_GENERATOR
namespace Reqnroll.Generator.Emission;
#else
namespace Reqnroll.Tracing;
#endif

/// <summary>Turns a title into an identifier; the names of generated classes, methods and parameters come from here.</summary>
internal static class IdentifierText
{
    // Letters that are written without their marks, and what each becomes in Plain.
    private const string Marked =
        "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
        + "ĄŁĽŚŠŞŤŹŽŻąłľśšşťźžżŔĂĹĆČĘĚĎĐŃŇŐŘŮŰŢŕăĺćčęěďđńňőřůűţ";

    private const string Plain =
        "AAAAAACEEEEIIIIDNOOOOOOUUUUYBaaaaaaceeeeiiiinoooooouuuuyy"
        + "ALLSSSTZZZallssstzzzRALCCEEDDNNORUUTralcceeddnnoruut";

    /// <summary>PascalCase: a letter after anything that is no letter becomes a capital; points, dashes and line ends give "_".</summary>
    public static string ToIdentifier(string text)
    {
        var unquoted = text.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
        var result = new StringBuilder();
        for (var at = 0; at < unquoted.Length; at++)
        {
            var startsWord = at > 0 && !IsCasedLetter(unquoted[at - 1]);
            AppendPart(result, unquoted, at, startsWord);
        }

        if (result.Length == 0)
        {
            return "";
        }

        result[0] = char.ToUpperInvariant(result[0]);
        return char.IsDigit(result[0]) ? $"_{result}" : result.ToString();
    }

    public static string ToCamelCaseIdentifier(string text)
    {
        var identifier = ToIdentifier(text);
        return identifier.Length == 0 ? identifier : char.ToLowerInvariant(identifier[0]) + identifier[1..];
    }

    private static void AppendPart(StringBuilder result, string text, int at, bool startsWord)
    {
        var character = text[at];
        if (IsSeparator(character))
        {
            if (at == 0 || !IsSeparator(text[at - 1]))
            {
                result.Append('_');
            }
        }
        else if (IsCasedLetter(character))
        {
            AppendPlain(result, startsWord ? char.ToUpperInvariant(character) : character);
        }
        else if (IsIdentifierPart(character))
        {
            AppendPlain(result, character);
        }
    }

    private static void AppendPlain(StringBuilder result, char character)
    {
        switch (character)
        {
            case 'Æ':
                result.Append("AE");
                break;
            case 'æ':
                result.Append("ae");
                break;
            default:
                var marked = Marked.IndexOf(character, StringComparison.Ordinal);
                result.Append(marked < 0 ? character : Plain[marked]);
                break;
        }
    }

    private static bool IsSeparator(char character) => character is '\n' or '.' or '-';

    private static bool IsCasedLetter(char character) => char.IsLower(character) || char.IsUpper(character);

    private static bool IsIdentifierPart(char character) => char.GetUnicodeCategory(character) is
        System.Globalization.UnicodeCategory.TitlecaseLetter or System.Globalization.UnicodeCategory.ModifierLetter
        or System.Globalization.UnicodeCategory.OtherLetter or System.Globalization.UnicodeCategory.LetterNumber
        or System.Globalization.UnicodeCategory.DecimalDigitNumber or System.Globalization.UnicodeCategory.ConnectorPunctuation;
}
