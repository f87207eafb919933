namespace Allure.Net.Commons;

public partial class AllureLifecycle
{
    public virtual AllureLifecycle StartTestContainer(TestResultContainer container)
    {
        container.start = Now();
        Context = Context.Enter(container);
        return this;
    }

    public virtual AllureLifecycle UpdateTestContainer(Action<TestResultContainer> update) =>
        Change(Context.CurrentContainer, update);

    public virtual AllureLifecycle StopTestContainer() => UpdateTestContainer(container => container.stop = Now());

    /// <summary>Leaves the container; one without fixtures would tell the report nothing and is not written.</summary>
    public virtual AllureLifecycle WriteTestContainer()
    {
        var container = Context.CurrentContainer;
        Context = Context.LeaveContainer();
        if (container.befores.Count + container.afters.Count > 0)
            Writer.Write(container);
        return this;
    }

    public virtual AllureLifecycle StartBeforeFixture(FixtureResult result)
    {
        UpdateTestContainer(container => container.befores.Add(result));
        return Start(result);
    }

    public virtual AllureLifecycle StartAfterFixture(FixtureResult result)
    {
        UpdateTestContainer(container => container.afters.Add(result));
        return Start(result);
    }

    public virtual AllureLifecycle UpdateFixture(Action<FixtureResult> update) =>
        Change(Context.CurrentFixture, update);

    public virtual AllureLifecycle StopFixture(Action<FixtureResult> beforeStop)
    {
        UpdateFixture(beforeStop);
        return StopFixture();
    }

    public virtual AllureLifecycle StopFixture()
    {
        UpdateFixture(End);
        Context = Context.LeaveFixture();
        return this;
    }

    private AllureLifecycle Start(FixtureResult fixture)
    {
        Context = Context.Enter(fixture);
        return UpdateFixture(Begin);
    }
}
