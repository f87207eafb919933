using DrDrills.Testing;
using NUnit.Framework;

// One test class beside another: most wait for servers, not for a core. Those that change what the whole process has in common, or count what it
// holds, say [NonParallelizable].
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]

namespace DrDrills.Tests;

/// <summary>Holds for all tests of the assembly: they live below this namespace.</summary>
[SetUpFixture]
public sealed class AssemblySetUp
{
    [OneTimeTearDown]
    public Task Remove_the_shared_cluster() => ScratchCluster.DisposeSharedAsync();
}
