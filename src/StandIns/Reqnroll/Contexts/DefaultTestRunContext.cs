using Reqnroll.BoDi;

namespace Reqnroll;

/// <summary>The whole run of one test assembly.</summary>
public class DefaultTestRunContext(IObjectContainer testRunContainer) : ReqnrollContext, ITestRunContext
{
    public IObjectContainer TestRunContainer { get; } = testRunContainer;

    public string TestDirectory => AppContext.BaseDirectory;
}
