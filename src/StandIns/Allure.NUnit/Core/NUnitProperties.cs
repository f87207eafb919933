using Allure.Net.Commons;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using TestResult = Allure.Net.Commons.TestResult;

namespace Allure.NUnit.Core;

/// <summary>Descriptions, authors and categories of NUnit, from the test up to its fixture.</summary>
internal static class NUnitProperties
{
    public static void CopyTo(TestResult result, ITest test)
    {
        foreach (var description in ValuesOf(test, PropertyNames.Description))
            result.description += description + "\n";
        result.labels.AddRange(ValuesOf(test, PropertyNames.Author).Select(Label.Owner));
        result.labels.AddRange(ValuesOf(test, PropertyNames.Category).Select(Label.Tag));
    }

    /// <summary>Plain suites (namespaces) and the assembly end the walk; their properties are not the test's.</summary>
    private static IEnumerable<string> ValuesOf(ITest test, string property)
    {
        for (ITest? at = test; at is not null; at = at.Parent)
        {
            if (at.GetType() == typeof(TestSuite) || at is TestAssembly)
                yield break;
            foreach (var value in at.Properties[property])
                yield return value.ToString()!;
        }
    }
}
