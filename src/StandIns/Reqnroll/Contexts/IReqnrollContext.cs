namespace Reqnroll;

/// <summary>What every level of a run knows about itself.</summary>
public interface IReqnrollContext
{
    /// <summary>The first error at this level; null while all is well.</summary>
    Exception TestError { get; }
}
