using DrDrills.Tests.PostgreSql.Backups.Barman;
using DrDrills.Tests.PostgreSql.Backups.PgBackRest;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>Removes what the tests of this folder share.</summary>
[SetUpFixture]
[Parallelizable(ParallelScope.Self | ParallelScope.Fixtures)]
public sealed class BackupsSetUp
{
    [OneTimeTearDown]
    public async Task Remove_the_sources()
    {
        await DumpSource.DisposeSharedAsync();
        await PgBackRestRepository.DisposeSharedAsync();
        await BarmanHome.DisposeSharedAsync();
    }
}
