using DrDrills.PostgreSql.Backups;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

public sealed class RecoveriesTests
{
    [Test]
    public void Each_format_has_one_way_back()
    {
        var formats = Recoveries.Default.SelectMany(factory => factory.Formats).ToList();

        Assert.That(formats, Is.Unique.And.Not.Empty);
        Assert.That(formats.Select(Recoveries.Of), Has.None.Null);
    }

    [Test]
    public void Only_what_leaves_a_part_of_the_database_out_is_not_compared_with_its_live_source()
    {
        var partial = Recoveries.Default.Where(factory => !factory.ComparesWithLive).SelectMany(factory => factory.Formats);

        Assert.That(partial.Select(format => format.Name), Is.Not.Empty.And.All.StartsWith("supabase"));
    }

    [Test]
    public void A_format_that_nobody_knows_has_none() =>
        Assert.That(Recoveries.Of(new DrDrills.Backups.BackupFormat("tape")), Is.Null);
}
