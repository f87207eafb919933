using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class AllureOwnerAttribute(string owner) : AllureTestCaseAttribute
{
    public override void UpdateTestResult(TestResult testResult) =>
        testResult.labels.Add(Label.Owner(owner));
}
