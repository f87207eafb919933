using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DrDrills.Tests.Architecture;

/// <summary>Steps are thin: they turn words into calls on a driver, and decide nothing.</summary>
internal static partial class StepBodies
{
    private const int MostLines = 3;
    private const int MostClassLines = 119;

    private static readonly SyntaxKind[] _decisions =
    [
        SyntaxKind.IfStatement, SyntaxKind.SwitchStatement, SyntaxKind.SwitchExpression, SyntaxKind.ConditionalExpression,
        SyntaxKind.ForStatement, SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.WhileStatement,
        SyntaxKind.DoStatement, SyntaxKind.TryStatement, SyntaxKind.GotoStatement, SyntaxKind.LockStatement,
    ];

    private static readonly string[] _strangers = ["Npgsql", "Oci", "OCI", "System.Data", "System.IO", "System.Diagnostics"];

    private static readonly string[] _forbiddenNames =
        ["DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "File", "Directory", "Path", "Process", "Environment", "ScenarioContext"];

    /// <summary>What is not thin in one file of bindings.</summary>
    public static IEnumerable<string> Complaints(string path, string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot();
        return Usings(root).Concat(Classes(root)).Concat(root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().SelectMany(Method))
            .Select(complaint => $"{path}: {complaint}");
    }

    private static IEnumerable<string> Usings(CompilationUnitSyntax root) => root.DescendantNodes().OfType<UsingDirectiveSyntax>()
        .Select(directive => directive.NamespaceOrType.ToString())
        .Where(name => _strangers.Any(stranger => name == stranger || name.StartsWith(stranger + ".", StringComparison.Ordinal)))
        .Select(name => $"uses {name}");

    private static IEnumerable<string> Classes(CompilationUnitSyntax root) => root.DescendantNodes().OfType<ClassDeclarationSyntax>()
        .SelectMany(type => new[]
        {
            Lines(type) > MostClassLines ? $"class {type.Identifier} has {Lines(type)} lines, more than {MostClassLines}" : null,
            type.Identifier.Text.EndsWith("Steps", StringComparison.Ordinal) ? null : $"class {type.Identifier} is not named …Steps",
            type.Modifiers.Any(SyntaxKind.StaticKeyword) || type.Members.OfType<FieldDeclarationSyntax>().Any(f => f.Modifiers.Any(SyntaxKind.StaticKeyword))
                ? $"class {type.Identifier} has static state"
                : null,
        })
        .OfType<string>();

    private static IEnumerable<string> Method(BaseMethodDeclarationSyntax method)
    {
        SyntaxNode? body = method.Body ?? (SyntaxNode?)method.ExpressionBody;
        var name = method is MethodDeclarationSyntax named ? named.Identifier.Text : "constructor";
        if (body is null)
        {
            yield break;
        }

        var statements = method.Body?.DescendantNodes().OfType<StatementSyntax>().Count() ?? 1;
        var lines = method.Body is { Statements: [var first, ..] inner }
            ? inner[^1].GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1
            : Lines(body);
        if (statements > MostLines || lines > MostLines)
        {
            yield return $"{name} has {statements} statements in {lines} lines, more than {MostLines}";
        }

        foreach (var decision in body.DescendantNodes().Where(node => _decisions.Contains(node.Kind())))
        {
            yield return $"{name} decides: {decision.Kind()}";
        }

        foreach (var text in body.DescendantTokens().Select(token => token.ValueText).Where(text => Sql().IsMatch(text)))
        {
            yield return $"{name} has SQL: {text}";
        }

        var names = body.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(node => node.Parent is not MemberAccessExpressionSyntax access || access.Expression == node)
            .Select(node => node.Identifier.Text);
        foreach (var forbidden in names.Where(_forbiddenNames.Contains).Distinct())
        {
            yield return $"{name} uses {forbidden}";
        }
    }

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    [GeneratedRegex(@"\b(select\s.+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|(drop|alter|create|truncate)\s+(table|index|schema|database|role))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();
}
