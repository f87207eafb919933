using DrDrills.Reporting.Allure;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

public sealed class AllureExecutorTests
{
    [Test]
    public void GitHub_actions_are_known_by_their_run()
    {
        var executor = Detect(
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_SERVER_URL", "https://git.example"),
            ("GITHUB_REPOSITORY", "shop/drills"),
            ("GITHUB_WORKFLOW", "monthly-drill"),
            ("GITHUB_RUN_ID", "900"),
            ("GITHUB_RUN_NUMBER", "12"),
            ("GITHUB_RUN_ATTEMPT", "2"));

        Assert.That(executor, Is.EqualTo(new AllureExecutor
        {
            Name = "GitHub Actions",
            Type = "github",
            Url = "https://git.example/shop/drills/actions",
            BuildOrder = 12,
            BuildName = "monthly-drill #12",
            BuildUrl = "https://git.example/shop/drills/actions/runs/900/attempts/2",
        }));
    }

    [Test]
    public void GitLab_is_known_by_its_pipeline_and_job()
    {
        var executor = Detect(
            ("GITLAB_CI", "true"),
            ("CI_PROJECT_URL", "https://git.example/shop/drills"),
            ("CI_PIPELINE_IID", "7"),
            ("CI_JOB_NAME", "drill"),
            ("CI_JOB_URL", "https://git.example/shop/drills/-/jobs/1"));

        Assert.That(executor, Is.EqualTo(new AllureExecutor
        {
            Name = "GitLab CI",
            Type = "gitlab",
            Url = "https://git.example/shop/drills/-/pipelines",
            BuildOrder = 7,
            BuildName = "drill #7",
            BuildUrl = "https://git.example/shop/drills/-/jobs/1",
        }));
    }

    [Test]
    public void Jenkins_is_known_by_its_build()
    {
        var executor = Detect(
            ("JENKINS_URL", "https://ci.example/"),
            ("JOB_NAME", "drills"),
            ("BUILD_NUMBER", "31"),
            ("BUILD_URL", "https://ci.example/job/drills/31/"));

        Assert.That(executor, Is.EqualTo(new AllureExecutor
        {
            Name = "Jenkins",
            Type = "jenkins",
            Url = "https://ci.example/",
            BuildOrder = 31,
            BuildName = "drills #31",
            BuildUrl = "https://ci.example/job/drills/31/",
        }));
    }

    [Test]
    public void Anything_else_is_somebodys_machine() =>
        Assert.That(
            Detect(("CI", "true"), ("GITHUB_ACTIONS", string.Empty)),
            Is.EqualTo(new AllureExecutor { Name = "Local run", Type = "local" }));

    private static AllureExecutor Detect(params (string Name, string Value)[] variables)
    {
        var known = variables.ToDictionary(v => v.Name, v => v.Value);
        return AllureExecutor.Detect(known.GetValueOrDefault);
    }
}
