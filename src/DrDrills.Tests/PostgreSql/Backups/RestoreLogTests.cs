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

    /// <summary>As pg_restore 15 printed them with two jobs, in 2 of 25 restores.</summary>
    [TestCase("pg_restore: pg_restore:error:  could not uncompress data: incorrect data check")]
    [TestCase("could not uncompress data: incorrect data check")]
    public void Damage_is_heard_where_another_job_wrote_into_the_line(string torn)
    {
        var log = new RestoreLog();

        log.Add("pg_restore: launching item 3450 TABLE DATA big");
        log.Add(torn);
        log.Add("pg_restore: pg_restore: launching item 3451 TABLE DATA t5");
        log.Add(" finished item 3451 TABLE DATA t5");
        log.Add("pg_restore: error: a worker process died unexpectedly");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Errors.Single(error => error.IsArchive).Message, Is.EqualTo("could not uncompress data: incorrect data check"));
            Assert.That(log.Unfinished, Is.EqualTo(new[] { 3450 }));
        }
    }

    [Test]
    public void Damage_is_not_laid_at_the_entry_of_an_earlier_complaint()
    {
        var log = new RestoreLog();

        log.Add("pg_restore: from TOC entry 7; 0 0 FUNCTION f()");
        log.Add("pg_restore: error: could not execute query: ERROR:  permission denied for language c");
        log.Add("pg_restore: error: could not uncompress data: invalid distance too far back");

        Assert.That(log.Errors.Select(error => error.DumpId), Is.EqualTo(new int?[] { 7, null }));
    }

    [TestCase("Command was: could not uncompress data")]
    [TestCase("pg_restore: creating TABLE \"public.could not uncompress data\"")]
    public void What_only_speaks_of_damage_is_none(string line)
    {
        var log = new RestoreLog();

        log.Add(line);

        Assert.That(log.Errors, Is.Empty);
    }

    /// <summary>Two jobs at once: which complaint stands behind which entry is chance, that both entries failed is not.</summary>
    [TestCase("pg_restore: from TOC entry 11; 0 0 PUBLICATION one|pg_restore: from TOC entry 12; 0 0 PUBLICATION two|pg_restore: error: could not execute query: ERROR:  must be superuser|pg_restore: error: could not execute query: ERROR:  must be superuser")]
    [TestCase("pg_restore: pg_restore: from TOC entry 11; 0 0 PUBLICATION one|from TOC entry 12; 0 0 PUBLICATION two|pg_restore: pg_restore: error: could not execute query: ERROR:  must be superuser|error: could not execute query: ERROR:  must be superuser")]
    public void Every_entry_that_was_complained_of_is_known_whichever_complaint_stood_behind_it(string text)
    {
        var log = new RestoreLog();

        foreach (var line in text.Split('|'))
        {
            log.Add(line);
        }

        Assert.That(log.Failed, Is.EqualTo(new[] { 11, 12 }));
        Assert.That(log.Errors.Select(error => (error.IsPermission, error.DumpId is null)), Is.EqualTo(new[] { (true, false), (true, false) }));
    }
}
