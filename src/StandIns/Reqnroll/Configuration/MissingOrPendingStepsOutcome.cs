namespace Reqnroll.Configuration;

/// <summary>What becomes of a test with undefined or pending steps; with NUnit the first two are both inconclusive.</summary>
public enum MissingOrPendingStepsOutcome
{
    Pending,
    Inconclusive,
    Ignore,
    Error,
}
