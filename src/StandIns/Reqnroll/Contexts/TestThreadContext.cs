using Reqnroll.BoDi;

namespace Reqnroll;

/// <summary>One worker of the run; features that run side by side have different ones.</summary>
public class TestThreadContext(IObjectContainer testThreadContainer) : ReqnrollContext, ITestThreadContext
{
    public event Action<TestThreadContext> Disposing;

    public IObjectContainer TestThreadContainer { get; } = testThreadContainer;

    protected override void Dispose()
    {
        Disposing?.Invoke(this);
        base.Dispose();
    }
}
