using Reqnroll.BoDi;

namespace Reqnroll;

/// <inheritdoc cref="TestThreadContext"/>
public interface ITestThreadContext : IReqnrollContext
{
    IObjectContainer TestThreadContainer { get; }
}
