using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class AllureLinkAttribute(string name, string url) : AllureTestCaseAttribute
{
    public AllureLinkAttribute(string url)
        : this(url, url)
    {
    }

    public override void UpdateTestResult(TestResult testResult) =>
        testResult.links.Add(new Link { name = name, type = LinkType.LINK, url = url });
}
