namespace Allure.Net.Commons;

public partial class AllureLifecycle
{
    public virtual AllureLifecycle StartStep(StepResult result)
    {
        UpdateExecutableItem(parent => parent.steps.Add(result));
        Context = Context.Enter(result);
        return UpdateStep(Begin);
    }

    public virtual AllureLifecycle UpdateStep(Action<StepResult> update) => Change(Context.CurrentStep, update);

    public virtual AllureLifecycle StopStep(Action<StepResult> beforeStop)
    {
        UpdateStep(beforeStop);
        return StopStep();
    }

    public virtual AllureLifecycle StopStep()
    {
        UpdateStep(End);
        Context = Context.LeaveStep();
        return this;
    }
}
