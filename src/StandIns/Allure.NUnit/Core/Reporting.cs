using System.Text;
using Allure.Net.Commons;
using Allure.Net.Commons.Functions;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Allure.NUnit.Core;

/// <summary>Opens and closes what the report shows for one suite or test of NUnit.</summary>
internal static class Reporting
{
    private static AllureLifecycle Lifecycle => AllureLifecycle.Instance;

    public static void OpenContainer(ITest test)
    {
        // Set as late as possible: the configuration file may name its own.
        Lifecycle.AllureConfiguration.FailExceptions ??=
        [
            typeof(NUnitException).FullName!,
            typeof(AssertionException).FullName!,
            typeof(MultipleAssertException).FullName!,
        ];
        Lifecycle.StartTestContainer(new TestResultContainer
        {
            name = test.FullName,
            uuid = Lifecycle.AllureConfiguration.UseLegacyIds ? "tc-" + test.Id : IdFunctions.CreateUUID(),
        });
    }

    public static void CloseContainer() => Lifecycle.StopTestContainer().WriteTestContainer();

    public static void OpenTest(ITest test) => Lifecycle.StartTestCase(NewResult.Of(test));

    public static void CloseTest(ITest test)
    {
        Lifecycle.UpdateTestCase(result => NUnitProperties.CopyTo(result, test));
        AddDefaultSuites(test);
        AttachOutput();

        var outcome = TestContext.CurrentContext.Result;
        Lifecycle
            .StopTestCase(result =>
            {
                result.status = Outcomes.StatusOf(outcome);
                result.statusDetails = Outcomes.DetailsOf(outcome);
            })
            .WriteTestCase();
    }

    public static void AddDefaultSuites(ITest test)
    {
        var (space, name) = ClassNames.Split(ClassNames.FixtureOf(test).FullName);
        var assembly = test.TypeInfo?.Assembly.GetName().Name;
        Lifecycle.UpdateTestCase(result => ModelFunctions.EnsureSuites(result, assembly, space, name));
    }

    private static void AttachOutput()
    {
        var output = TestExecutionContext.CurrentContext.CurrentResult.Output;
        if (!string.IsNullOrWhiteSpace(output))
            AllureApi.AddAttachment("Console Output", "text/plain", Encoding.UTF8.GetBytes(output), ".txt");
    }
}
