namespace DrDrills.Reporting.Allure;

/// <summary>What is true of a whole run and stands beside its results.</summary>
public sealed record AllureRunFacts
{
    /// <summary>
    /// Names and values of the environment page, in order: product version, stand-ins in use, environment, target, PostgreSQL version,
    /// evidence class and the like. A null value is shown as <c>not known</c>.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> Environment { get; init; }

    /// <summary>Who ran it.</summary>
    public required AllureExecutor Executor { get; init; }
}
