namespace DrDrills.Evidence;

/// <summary>Who or what started a run.</summary>
public static class EvidenceInitiator
{
    /// <summary>The CI identity where one is known, else the user.</summary>
    /// <param name="variable">Reads an environment variable; only names of jobs and actors are read, never a token.</param>
    /// <param name="user">The user of this process.</param>
    public static string Of(Func<string, string?> variable, string user)
    {
        string? Known(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name);
        return Known("GITHUB_RUN_ID") is { } github
            ? $"ci: GitHub Actions run {github} of {Known("GITHUB_REPOSITORY") ?? "an unnamed repository"}, actor {Known("GITHUB_ACTOR") ?? "unknown"}"
            : Known("GITLAB_USER_LOGIN") is { } gitlab ? $"ci: GitLab job {Known("CI_JOB_ID") ?? "unknown"}, actor {gitlab}"
            : Known("BUILD_TAG") is { } jenkins ? $"ci: Jenkins {jenkins}"
            : Known("CI") is not null ? $"ci: {user}"
            : $"user: {user}";
    }

    /// <summary>Who or what started this process.</summary>
    public static string OfThisProcess() => Of(System.Environment.GetEnvironmentVariable, System.Environment.UserName);
}
