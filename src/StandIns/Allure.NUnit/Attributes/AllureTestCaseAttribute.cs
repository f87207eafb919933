using Allure.Net.Commons;
using NUnit.Framework;

namespace Allure.NUnit.Attributes;

/// <summary>An attribute of a test or its class that says something about the result.</summary>
public abstract class AllureTestCaseAttribute : NUnitAttribute
{
    public abstract void UpdateTestResult(TestResult testResult);
}
