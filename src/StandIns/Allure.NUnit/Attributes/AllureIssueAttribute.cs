using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class AllureIssueAttribute(string name, string url) : AllureTestCaseAttribute
{
    public AllureIssueAttribute(string name)
        : this(name, name)
    {
    }

    public override void UpdateTestResult(TestResult testResult) =>
        testResult.links.Add(new Link { name = name, type = LinkType.ISSUE, url = url });
}
