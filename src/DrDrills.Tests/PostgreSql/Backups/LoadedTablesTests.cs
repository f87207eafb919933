using DrDrills.PostgreSql.Backups.PgDump;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

public sealed class LoadedTablesTests
{
    [Test]
    public void A_table_can_be_read_once_its_rows_and_its_primary_key_are_in()
    {
        var tables = new LoadedTables([
            Entry(1, "TABLE DATA", "public orders mart_owner"),
            Entry(2, "TABLE DATA", "public lines mart_owner"),
            Entry(3, "CONSTRAINT", "public orders orders_pkey mart_owner"),
            Entry(4, "FK CONSTRAINT", "public lines lines_order_fkey mart_owner"),
        ]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tables.Hear("pg_restore: processing data for table \"public.lines\"", inJobs: true), Is.Null, "only begun");
            Assert.That(tables.Hear("pg_restore: finished item 2 TABLE DATA lines", inJobs: true), Is.EqualTo("public lines"));
            Assert.That(tables.Hear("pg_restore: finished item 1 TABLE DATA orders", inJobs: true), Is.Null, "the key would wait for the reader");
            Assert.That(tables.Hear("pg_restore: launching item 3 CONSTRAINT orders orders_pkey", inJobs: true), Is.Null);
            Assert.That(tables.Hear("pg_restore: finished item 3 CONSTRAINT orders orders_pkey", inJobs: true), Is.EqualTo("public orders"));
            Assert.That(tables.Hear("pg_restore: finished item 3 CONSTRAINT orders orders_pkey", inJobs: true), Is.Null, "told once");
        }
    }

    [Test]
    public void A_restore_in_one_job_has_loaded_a_table_when_it_goes_on_to_the_next_item()
    {
        var tables = new LoadedTables([Entry(1, "TABLE DATA", "public orders mart_owner"), Entry(2, "TABLE DATA", "public lines mart_owner")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tables.Hear("pg_restore: processing data for table \"public.orders\"", inJobs: false), Is.Null);
            Assert.That(tables.Hear("pg_restore: warning: something", inJobs: false), Is.Null);
            Assert.That(tables.Hear("pg_restore: processing data for table \"public.lines\"", inJobs: false), Is.EqualTo("public.orders"));
            Assert.That(tables.Hear("pg_restore: executing SEQUENCE SET orders_id_seq", inJobs: false), Is.EqualTo("public.lines"));
            Assert.That(tables.Hear("pg_restore: creating CONSTRAINT \"public.orders orders_pkey\"", inJobs: false), Is.Null);
        }
    }

    [Test]
    public void Lines_that_an_archive_made_up_name_no_table()
    {
        var tables = new LoadedTables([Entry(1, "TABLE DATA", "public odd name of-somebody else"), Entry(2, "TABLE DATA", "x")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tables.Hear("pg_restore: finished item 99999999999999 TABLE DATA x", inJobs: true), Is.Null);
            Assert.That(tables.Hear("pg_restore: finished item 7 TABLE DATA x", inJobs: true), Is.Null);
            Assert.That(tables.Hear("pg_restore: finished item 2 TABLE DATA x", inJobs: true), Is.Null);
            Assert.That(tables.Hear("pg_restore: finished item 1 TABLE DATA odd name", inJobs: true), Is.EqualTo("public odd name of-somebody"));
        }
    }

    private static ArchiveEntry Entry(int id, string kind, string rest) => new(id, kind, rest, $"{id}; 0 0 {kind} {rest}");
}
