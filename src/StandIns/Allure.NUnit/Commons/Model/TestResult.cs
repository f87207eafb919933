#nullable disable // The real model carries no nullability annotations: callers must see the same warnings.

namespace Allure.Net.Commons;

public class TestResult : ExecutableItem
{
    public string uuid { get; set; }

    public string historyId { get; set; }

    public string testCaseId { get; set; }

    public string rerunOf { get; set; }

    public List<string> titlePath { get; set; } = [];

    public string fullName { get; set; }

    public List<Label> labels { get; set; } = [];

    public List<Link> links { get; set; } = [];

    public override string ToString() => name ?? uuid;
}
