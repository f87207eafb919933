using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>Removes what the tests of this folder share.</summary>
[SetUpFixture]
public sealed class BackupsSetUp
{
    [OneTimeTearDown]
    public Task Remove_the_source() => DumpSource.DisposeSharedAsync();
}
