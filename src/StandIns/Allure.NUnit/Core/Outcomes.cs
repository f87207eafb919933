using Allure.Net.Commons;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Allure.NUnit.Core;

/// <summary>
/// How outcomes of NUnit read in a report: failed only for assertions, broken for any other exception, and for
/// inconclusive tests and warnings too.
/// </summary>
internal static class Outcomes
{
    public static Status StatusOf(TestContext.ResultAdapter result) => result.Outcome.Status switch
    {
        TestStatus.Passed => Status.passed,
        TestStatus.Skipped => Status.skipped,
        TestStatus.Failed => OnlyAssertionsFailed(result) ? Status.failed : Status.broken,
        TestStatus.Inconclusive or TestStatus.Warning => Status.broken,
        _ => Status.none,
    };

    public static StatusDetails? DetailsOf(TestContext.ResultAdapter result)
    {
        if (!string.IsNullOrWhiteSpace(result.Message))
            return new StatusDetails { message = result.Message, trace = result.StackTrace };
        return string.IsNullOrWhiteSpace(result.StackTrace)
            ? null
            : new StatusDetails { message = $"Test {result.Outcome.Status}", trace = result.StackTrace };
    }

    private static bool OnlyAssertionsFailed(TestContext.ResultAdapter result) =>
        result.Assertions.Any() && result.Assertions.All(a => a.Status != AssertionStatus.Error);
}
