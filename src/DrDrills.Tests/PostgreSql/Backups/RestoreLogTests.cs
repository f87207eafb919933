using DrDrills.PostgreSql.Backups.PgDump;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

public sealed class RestoreLogTests
{
    [Test]
    public void Memory_is_bounded_whatever_a_backup_makes_the_server_complain_of()
    {
        var log = new RestoreLog();

        log.Add("pg_restore: from TOC entry 7; 0 0 TABLE t");
        log.Add("pg_restore: error: could not execute query: ERROR:  permission denied " + new string('x', 5_000_000));
        log.Add("Command was: " + new string('y', 5_000_000));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Errors.Single(), Has.Property("DumpId").EqualTo(7).And.Property("IsPermission").True);
            Assert.That(log.Errors.Single().Message.Length, Is.LessThan(3000));
            Assert.That(log.Text.Length, Is.LessThan(10_000));
        }
    }

    [Test]
    public void An_entry_that_no_archive_can_have_is_no_entry()
    {
        var log = new RestoreLog();

        log.Add("pg_restore: from TOC entry 99999999999999999999; 0 0 TABLE t");
        log.Add("pg_restore: error: made up");

        Assert.That(log.Errors.Single().DumpId, Is.Null);
    }
}
