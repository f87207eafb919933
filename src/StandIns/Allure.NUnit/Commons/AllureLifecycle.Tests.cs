using Allure.Net.Commons.Functions;

namespace Allure.Net.Commons;

public partial class AllureLifecycle
{
    public virtual AllureLifecycle ScheduleTestCase(TestResult testResult)
    {
        testResult.stage = Stage.scheduled;
        foreach (var container in Context.Containers)
            Change(container, c => c.children.Add(testResult.uuid));
        Context = Context.Enter(testResult);
        return this;
    }

    public virtual AllureLifecycle StartTestCase() => UpdateTestCase(Begin);

    public virtual AllureLifecycle StartTestCase(TestResult testResult) => ScheduleTestCase(testResult).StartTestCase();

    public virtual AllureLifecycle UpdateTestCase(Action<TestResult> update) => Change(Context.CurrentTest, update);

    public virtual AllureLifecycle StopTestCase(Action<TestResult> beforeStop)
    {
        UpdateTestCase(beforeStop);
        return StopTestCase();
    }

    /// <summary>The identities are computed last, so that parameters may be added or dropped while the test runs.</summary>
    public virtual AllureLifecycle StopTestCase() => UpdateTestCase(test =>
    {
        End(test);
        test.historyId ??= IdFunctions.CreateHistoryId(test.fullName, test.parameters);
        test.testCaseId ??= IdFunctions.CreateTestCaseId(test.fullName);
    });

    public virtual AllureLifecycle WriteTestCase()
    {
        var test = Context.CurrentTest;
        Context = Context.LeaveTest();
        Writer.Write(test);
        return this;
    }
}
