using Allure.Net.Commons;
using Allure.NUnit.Core;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Allure.NUnit.Attributes;

/// <summary>Reports the ignored tests of a class as skipped; without it NUnit never shows them to the report.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class AllureDisplayIgnoredAttribute : NUnitAttribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Suite;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test)
    {
        foreach (var ignored in IgnoredBelow(test, above: false))
            Report(ignored);
    }

    private static IEnumerable<ITest> IgnoredBelow(ITest suite, bool above)
    {
        foreach (var test in suite.Tests)
        {
            var ignored = above || test.RunState is RunState.Ignored or RunState.Skipped;
            if (test.IsSuite)
            {
                foreach (var inner in IgnoredBelow(test, ignored))
                    yield return inner;
            }
            else if (ignored)
            {
                yield return test;
            }
        }
    }

    private static void Report(ITest test)
    {
        var result = NewResult.Of(test);
        result.status = Status.skipped;
        result.statusDetails = new StatusDetails { message = test.Name };
        AllureLifecycle.Instance.StartTestCase(result);
        Reporting.AddDefaultSuites(test);
        AllureLifecycle.Instance.StopTestCase().WriteTestCase();
    }
}
