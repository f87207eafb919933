using Reqnroll.BoDi;

namespace Reqnroll;

/// <inheritdoc cref="DefaultTestRunContext"/>
public interface ITestRunContext : IReqnrollContext
{
    IObjectContainer TestRunContainer { get; }

    /// <summary>The folder with the test assembly.</summary>
    string TestDirectory { get; }
}
