using Allure.NUnit.Core;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Allure.NUnit;

/// <summary>
/// Reports the tests below it. NUnit calls <see cref="ApplyToContext"/> when a suite opens, then the two actions around
/// the suite and around each test, outside its set-up and tear-down methods.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public class AllureNUnitAttribute : PropertyAttribute, ITestAction, IApplyToContext
{
    public ActionTargets Targets => ActionTargets.Test | ActionTargets.Suite;

    public void ApplyToContext(TestExecutionContext context)
    {
        Reporting.OpenContainer(context.CurrentTest);
        AmbientContexts.Capture(context.CurrentTest);
    }

    public void BeforeTest(ITest test) => AmbientContexts.RunAs(test, () =>
    {
        if (test.IsSuite)
            return;
        Reporting.OpenContainer(test);
        Reporting.OpenTest(test);
    });

    public void AfterTest(ITest test) => AmbientContexts.RunAs(test, () =>
    {
        if (!test.IsSuite)
            Reporting.CloseTest(test);
        Reporting.CloseContainer();
    });
}
