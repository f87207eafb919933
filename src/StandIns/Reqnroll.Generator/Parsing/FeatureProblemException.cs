namespace Reqnroll.Generator.Parsing;

/// <summary>A feature file that cannot become tests, with every problem at its place.</summary>
internal sealed class FeatureProblemException(IReadOnlyList<FeatureProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<FeatureProblem> Problems { get; } = problems;
}

/// <summary>One problem; line and column count from 1, 0 where the file as a whole is meant.</summary>
internal sealed record FeatureProblem(int Line, int Column, string Message);
