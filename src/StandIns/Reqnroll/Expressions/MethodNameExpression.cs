using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Reqnroll.Bindings;

namespace Reqnroll.Expressions;

/// <summary>
/// Step attributes without a text: the method's name is the sentence (<c>Given_I_have_COUNT_apples</c> or PascalCase), a
/// parameter's name in capitals stands for its value.
/// </summary>
internal static partial class MethodNameExpression
{
    // Anything but letters, digits and currency signs, and no minus that belongs to a number.
    private const string BetweenWords = @"[^\w\p{Sc}]*(?!(?<=-)\d)";

    public static Regex ToRegex(StepDefinitionType type, MethodInfo method)
    {
        var name = method.Name;
        if (!name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            return StepExpression.WholeText(name);
        }

        var keyword = type.ToString();
        if (name.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            name = name[keyword.Length..].TrimStart('_');
        }

        var places = method.GetParameters().Select((p, i) => (Parameter: p, Match: FindPlace(name, p, i)))
            .Where(p => p.Match.Success).OrderBy(p => p.Match.Index);
        var pattern = new StringBuilder("^(?i)");
        var done = 0;
        foreach (var (parameter, match) in places.Where(p => p.Match.Index >= 0))
        {
            if (match.Index < done)
            {
                continue;
            }

            if (match.Index > done)
            {
                pattern.Append(Words(name[done..match.Index])).Append(BetweenWords);
            }

            var group = $"?<{parameter.Name}>";
            pattern.Append($"(?:\"({group}[^\"]*)\"|'({group}[^']*)'|({group}.*?))").Append(BetweenWords);
            done = match.Index + match.Length;
        }

        pattern.Append(Words(name[done..])).Append(BetweenWords).Append('$');
        return new Regex(pattern.ToString(), RegexOptions.CultureInvariant);
    }

    private static Match FindPlace(string name, ParameterInfo parameter, int index) =>
        Regex.Match(name, $"_?{Regex.Escape(parameter.Name.ToUpperInvariant())}_?|_?P{index}_?");

    private static string Words(string part) => WordBoundary().Replace(part.Trim('_'), BetweenWords.Replace("$", "$$", StringComparison.Ordinal));

    [GeneratedRegex(@"_+|(?<=[\d\p{L}])(?=\p{Lu})|(?<=\p{L})(?=\d)")]
    private static partial Regex WordBoundary();
}
