using Allure.Net.Commons;
using Allure.Net.Commons.Functions;
using Allure.NUnit.Attributes;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using TestResult = Allure.Net.Commons.TestResult;

namespace Allure.NUnit.Core;

/// <summary>What is known of a test before it runs.</summary>
internal static class NewResult
{
    public static TestResult Of(ITest test)
    {
        var result = new TestResult
        {
            uuid = IdFunctions.CreateUUID(),
            fullName = IdFunctions.CreateFullName(test.Method!.MethodInfo),
            name = test.Parent is ParameterizedMethodSuite cases ? cases.Name : test.Name,
            titlePath = TitlePathOf(test),
            labels =
            [
                Label.Thread(),
                Label.Host(),
                Label.Language(),
                Label.Framework("NUnit 3"),
                Label.Package(test.ClassName),
                Label.TestMethod(test.MethodName),
                Label.TestClass(ClassNames.Split(test.ClassName).Class),
            ],
        };
        if (AllureLifecycle.Instance.AllureConfiguration.UseLegacyIds)
            UseLegacyIds(test, result);
        Describe(test, result);
        AddArguments(test, result);
        return result;
    }

    private static void UseLegacyIds(ITest test, TestResult result)
    {
        result.uuid = $"{result.uuid}-tr-{test.Id}";
        result.fullName = result.historyId = test.FullName;
    }

    /// <summary>From the assembly through the suites of the namespace to the fixture.</summary>
    private static List<string> TitlePathOf(ITest test)
    {
        List<string> path = [];
        for (ITest? suite = ClassNames.FixtureOf(test); suite is not null; suite = suite.Parent)
            path.Insert(0, (suite as TestAssembly)?.Assembly?.GetName().Name ?? suite.Name);
        return path;
    }

    private static void Describe(ITest test, TestResult result)
    {
        var ofMethod = test.Method!.GetCustomAttributes<AllureTestCaseAttribute>(true);
        var ofClass = ClassNames.FixtureOf(test).GetCustomAttributes<AllureTestCaseAttribute>(true);
        foreach (var attribute in ofMethod.Concat(ofClass))
            attribute.UpdateTestResult(result);
    }

    private static void AddArguments(ITest test, TestResult result)
    {
        var names = test.Method!.MethodInfo.GetParameters().Select(p => p.Name);
        var formatters = AllureLifecycle.Instance.TypeFormatters;
        foreach (var (name, value) in names.Zip(test.Arguments))
            result.parameters.Add(new Parameter { name = name, value = FormatFunctions.Format(value, formatters) });
    }
}
