using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests;

/// <summary>Holds for all tests of the assembly: they live below this namespace.</summary>
[SetUpFixture]
public sealed class AssemblySetUp
{
    [OneTimeTearDown]
    public Task Remove_the_shared_cluster() => ScratchCluster.DisposeSharedAsync();
}
