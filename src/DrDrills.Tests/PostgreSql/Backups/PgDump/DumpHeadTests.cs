using System.Text;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgDump;

[TestFixture]
public sealed class DumpHeadTests
{
    private static IEnumerable<BackupFormat> Formats =>
        [BackupFormat.PgDumpCustom, BackupFormat.PgDumpDirectory, BackupFormat.PgDumpTar, BackupFormat.PgDumpPlain];

    [TestCase("-- PostgreSQL database dump\n", true)]
    [TestCase("--\r\n-- PostgreSQL database dump\r\n--\r\n", true)]
    [TestCase("-- PostgreSQL database cluster dump\n", true)]
    [TestCase("/* made from a -- PostgreSQL database dump */\nCREATE TABLE towns (id int);\n", false)]
    [TestCase("-- PostgreSQL database dump of the towns of France\n", false)]
    public void A_text_that_only_speaks_of_a_dump_is_none(string text, bool isDump) =>
        Assert.That(DumpHead.Of(Encoding.UTF8.GetBytes(text)), isDump ? Is.Not.Null : Is.Null);

    [TestCaseSource(nameof(Formats))]
    public async Task A_dump_is_told_from_its_content_under_any_name_with_the_versions_that_made_it(BackupFormat format)
    {
        Needs.Postgres();
        var folder = await (await DumpSource.SharedAsync()).CopyAsync(format);
        var payload = (await BackupPayload.FindAsync(folder.FullName, null, default))!;
        var renamed = Path.Combine(folder.FullName, "renamed.jpg");
        Directory.Move(payload.Path, renamed);
        var server = (await DumpSource.SharedAsync()).Server.Description.EngineVersion;

        var found = (await new BackupFolderSource(renamed).ListAsync(default)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Format, Is.EqualTo(format));
            Assert.That(found.ServerVersion, Does.StartWith(server.Split(' ')[0]));
            Assert.That(found.Tool, Does.StartWith("pg_dump " + server.Split('.')[0]));
            Assert.That((await BackupPayload.FindAsync(renamed, null, default))!.Head!.Database, Is.EqualTo(format == BackupFormat.PgDumpPlain ? null : DumpSource.Name));
        }
    }

    [Test]
    public void A_header_that_ends_early_or_lies_about_a_length_is_still_a_dump_that_says_less()
    {
        byte[] whole = [.. "PGDMP"u8, 1, 14, 0, 4, 8, 1, .. Enumerable.Repeat((byte)0, 40), 0, 4, 0, 0, 0, .. "shop"u8, 0, 255, 255, 255, 127];

        Assert.That(DumpHead.Of(whole)! with { Origin = null }, Is.EqualTo(new DumpHead(BackupFormat.PgDumpCustom, "shop", null, null)));
        for (var length = 5; length < whole.Length - 10; length++)
        {
            Assert.That(DumpHead.Of(whole.AsSpan(0, length)), Is.EqualTo(new DumpHead(BackupFormat.PgDumpCustom, null, null, null)), $"{length} bytes");
        }
    }

    [Test]
    public void The_second_in_which_an_archive_was_made_and_the_word_that_a_script_restricts_itself_by_tell_one_run_from_another()
    {
        byte[] archive = [.. "PGDMP"u8, 1, 14, 0, 4, 8, 1, .. Enumerable.Repeat((byte)0, 40), 0, 4, 0, 0, 0, .. "shop"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] later = [.. archive];
        later[17]++;
        byte[] damaged = [.. archive];
        damaged[^1]++;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(DumpHead.Of(archive)!.Origin, Is.Not.Null.And.EqualTo(DumpHead.Of(damaged)!.Origin));
            Assert.That(DumpHead.Of(later)!.Origin, Is.Not.Null.And.Not.EqualTo(DumpHead.Of(archive)!.Origin));
            Assert.That(DumpHead.Of("-- PostgreSQL database dump\n\n\\restrict aB3\n"u8)!.Origin, Is.EqualTo("aB3"));
            Assert.That(DumpHead.Of("-- PostgreSQL database dump\n\n-- \\restrict aB3\n"u8)!.Origin, Is.EqualTo("aB3"));
            Assert.That(DumpHead.Of("-- PostgreSQL database dump\n\n-- Dumped by pg_dump version 15.13\n"u8)!.Origin, Is.Null);
        }
    }

    [Test]
    public void A_script_whose_first_words_shine_through_its_compression_is_no_script_yet()
    {
        var words = "--\n-- PostgreSQL database dump\n--\n"u8.ToArray();

        Assert.That(DumpHead.Of(words)!.Format, Is.EqualTo(BackupFormat.PgDumpPlain));
        Assert.That(DumpHead.Of([0x04, 0x22, 0x4D, 0x18, 0x64, 0x40, 0xA7, 0, 1, 0, 0, 0xF0, .. words]), Is.Null);
    }

    [Test]
    public void What_no_tool_of_PostgreSQL_writes_is_no_dump()
    {
        var tar = new byte[1024];
        "holiday.jpg"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(DumpHead.Of([]), Is.Null);
            Assert.That(DumpHead.Of(Encoding.ASCII.GetBytes("SELECT 1; -- a script of somebody's")), Is.Null);
            Assert.That(DumpHead.Of(tar), Is.Null);
        }
    }
}
