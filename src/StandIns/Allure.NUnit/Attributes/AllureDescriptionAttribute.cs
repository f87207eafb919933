using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method)]
public class AllureDescriptionAttribute(string description, bool html = false) : AllureTestCaseAttribute
{
    public override void UpdateTestResult(TestResult testResult)
    {
        if (html)
            testResult.descriptionHtml += description;
        else
            testResult.description += description;
    }
}
