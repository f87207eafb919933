namespace DrDrills.Reporting.Allure;

/// <summary>Who ran the drills: a CI system and its build, or somebody's machine.</summary>
public sealed record AllureExecutor
{
    /// <summary>The CI system as people call it, or <c>Local run</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Allure's short name of the system: <c>github</c>, <c>gitlab</c>, <c>jenkins</c> or <c>local</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Address of the list of builds, or null.</summary>
    public string? Url { get; init; }

    /// <summary>Number of the build, growing from run to run, or null where nobody counts.</summary>
    public long? BuildOrder { get; init; }

    /// <summary>Name of the build with its number, or null.</summary>
    public string? BuildName { get; init; }

    /// <summary>Address of this build, or null.</summary>
    public string? BuildUrl { get; init; }

    /// <summary>Title of the report, or null.</summary>
    public string? ReportName { get; init; }

    /// <summary>Finds the executor from the variables that the CI systems set.</summary>
    /// <param name="variable">Reads one environment variable; null or empty where it is not set.</param>
    /// <remarks>
    /// GitHub Actions "Default environment variables", GitLab "Predefined CI/CD variables", Jenkins "Using environment variables".
    /// </remarks>
    public static AllureExecutor Detect(Func<string, string?> variable)
    {
        string? Read(string name) => variable(name) is { Length: > 0 } value ? value : null;

        return Read("GITHUB_ACTIONS") is not null ? GitHub(Read)
            : Read("GITLAB_CI") is not null ? GitLab(Read)
            : Read("JENKINS_URL") is not null ? Jenkins(Read)
            : new AllureExecutor { Name = "Local run", Type = "local" };
    }

    private static AllureExecutor GitHub(Func<string, string?> read)
    {
        var actions = $"{read("GITHUB_SERVER_URL") ?? "https://github.com"}/{read("GITHUB_REPOSITORY")}/actions";
        var attempt = read("GITHUB_RUN_ATTEMPT") is { } number and not "1" ? $"/attempts/{number}" : string.Empty;
        return new AllureExecutor
        {
            Name = "GitHub Actions",
            Type = "github",
            Url = actions,
            BuildOrder = Number(read("GITHUB_RUN_NUMBER")),
            BuildName = Titled(read("GITHUB_WORKFLOW"), read("GITHUB_RUN_NUMBER")),
            BuildUrl = read("GITHUB_RUN_ID") is { } id ? $"{actions}/runs/{id}{attempt}" : null,
        };
    }

    private static AllureExecutor GitLab(Func<string, string?> read) => new()
    {
        Name = "GitLab CI",
        Type = "gitlab",
        Url = read("CI_PROJECT_URL") is { } project ? $"{project}/-/pipelines" : null,
        BuildOrder = Number(read("CI_PIPELINE_IID")),
        BuildName = Titled(read("CI_JOB_NAME"), read("CI_PIPELINE_IID")),
        BuildUrl = read("CI_JOB_URL") ?? read("CI_PIPELINE_URL"),
    };

    private static AllureExecutor Jenkins(Func<string, string?> read) => new()
    {
        Name = "Jenkins",
        Type = "jenkins",
        Url = read("JOB_URL") ?? read("JENKINS_URL"),
        BuildOrder = Number(read("BUILD_NUMBER")),
        BuildName = Titled(read("JOB_NAME"), read("BUILD_NUMBER")),
        BuildUrl = read("BUILD_URL"),
    };

    private static long? Number(string? text) =>
        long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Titled(string? name, string? number) =>
        number is null ? name : $"{name ?? "build"} #{number}";
}
