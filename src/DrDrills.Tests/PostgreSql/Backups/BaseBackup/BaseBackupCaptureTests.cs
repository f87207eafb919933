using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

[TestFixture]
public sealed class BaseBackupCaptureTests
{
    [Test]
    public async Task A_base_backup_is_listed_with_its_log_positions_files_and_tables()
    {
        await using var source = await LogSource.StartAsync("goods");

        var listed = (await new BackupFolderSource(source.Backups.FullName).ListAsync(default)).Single();

        var made = listed.Manifest!.Backup!;
        var relations = await RelationMap.ReadAsync(Path.Combine(listed.Location, BackupLayout.Relations), "base", default);
        var published = await File.ReadAllTextAsync(Path.Combine(listed.Location, BackupLayout.Relations));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PublishedSchema.Relations.MistakesAsync(published), Is.Empty);
            Assert.That(await PublishedSchema.Relations.MistakesAsync(published.Replace("\"kind\": \"r\"", "\"kind\": \"x\"", StringComparison.Ordinal)), Is.Not.Empty);
            Assert.That(listed.Format, Is.EqualTo(BackupFormat.PgBaseBackup));
            Assert.That(Lsn.Parse(made.StartLsn!), Is.LessThan(Lsn.Parse(made.EndLsn!)));
            Assert.That(made.Timeline, Is.EqualTo(1));
            Assert.That(listed.Manifest.Files.Select(file => file.Path), Is.SupersetOf(new[] { "base/PG_VERSION", "base/backup_manifest", "relations.json" }));
            Assert.That(listed.Manifest.Tables.Single(table => table.Name == "goods").Rows, Is.EqualTo(300));
            Assert.That(relations.Find(LogSource.Database, "public.goods").Select(file => file.Kind), Is.EqualTo("rt"));
            Assert.That(relations.Find(LogSource.Database, "public.months").Select(file => file.Name), Is.EqualTo(new[] { "public.months", "public.months_1" }));
            Assert.That(relations.Find(LogSource.Database, "public.nothing"), Is.Empty);
        }

        await source.CloseLogAsync();
        Assert.That(source.CloseLogAsync, Throws.Nothing, "nothing was written since, so the newest record is in a segment that is archived");

        await source.RunAsync("ALTER SYSTEM SET archive_command = 'false'", "SELECT pg_reload_conf()");
        var late = Assert.ThrowsAsync<CaptureFailedException>(() => new DrDrills.PostgreSql.Wal.WalArchive(source.Archive, LogSource.SegmentBytes)
            .WaitForAsync(source.Cluster.Server, new(1, 1000, LogSource.SegmentBytes), TimeSpan.FromSeconds(1), default));
        Assert.That(late!.Code, Is.EqualTo("DR1523"));
        Assert.That(late.Statement, Does.Contain("is missing").And.Contain("within 1 s"));
    }

    [Test]
    public async Task A_server_that_does_not_archive_is_refused()
    {
        var cluster = await ScratchCluster.SharedAsync();
        var options = new BaseBackupCaptureOptions
        {
            BackupId = "base",
            OutFolder = new DirectoryInfo(Path.Combine(cluster.WorkFolder.FullName, "refused")),
            Database = "postgres",
            LogArchive = cluster.WorkFolder,
        };

        var refused = Assert.ThrowsAsync<CaptureFailedException>(() => BaseBackupCapture.CaptureAsync(cluster.Server, options, null, default));

        Assert.That(refused!.Code, Is.EqualTo("DR1521"));
        Assert.That(options.OutFolder.Exists, Is.False);
    }
}
