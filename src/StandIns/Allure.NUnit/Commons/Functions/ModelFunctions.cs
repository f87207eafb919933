namespace Allure.Net.Commons.Functions;

/// <summary>What exceptions mean in a report, and the suites that a result gets when it names none.</summary>
public static class ModelFunctions
{
    /// <summary>Is the exception's type, one of its bases or one of its interfaces among the names?</summary>
    public static bool IsKnownError(IEnumerable<string> knownErrorBases, Exception e)
    {
        var names = e.GetType().GetInterfaces().Select(i => i.FullName).ToHashSet(StringComparer.Ordinal);
        for (var type = e.GetType(); type is not null; type = type.BaseType)
            names.Add(type.FullName);
        return knownErrorBases.Any(names.Contains);
    }

    public static Status ResolveErrorStatus(IEnumerable<string> failExceptions, Exception e) =>
        IsKnownError(failExceptions, e) ? Status.failed : Status.broken;

    public static StatusDetails? ToStatusDetails(Exception? e)
    {
        if (e is null)
            return null;
        var message = string.IsNullOrEmpty(e.Message) ? e.GetType().Name : e.Message;
        return new StatusDetails { message = message, trace = e.ToString() };
    }

    /// <summary>Adds the three suite labels, unless the result has one of them already.</summary>
    public static void EnsureSuites(TestResult testResult, string? parentSuite, string? suite, string? subSuite)
    {
        if (testResult.labels.Any(l => l.name is LabelName.PARENT_SUITE or LabelName.SUITE or LabelName.SUB_SUITE))
            return;

        Label[] suites = [Label.ParentSuite(parentSuite), Label.Suite(suite), Label.SubSuite(subSuite)];
        testResult.labels.AddRange(suites.Where(s => !string.IsNullOrEmpty(s.value)));
    }
}
