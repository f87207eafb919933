using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Wal;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>Which segments a recovery to the end of the backup is given, of those that are there.</summary>
public sealed class LogDemandTests
{
    private const long SegmentBytes = 1 << 20;

    /// <summary>PostgreSQL stops at a record behind the end; a backup of a standby may end where a segment does.</summary>
    [TestCase(0x700000, new[] { 6 }, 6)]
    [TestCase(0x700000, new[] { 6, 7 }, 7)]
    [TestCase(0x700000, new[] { 6, 7, 8, 9 }, 8)]
    [TestCase(0x6FFFF0, new[] { 6, 7, 8 }, 7)]
    [TestCase(0x6FFFF0, new[] { 6, 8 }, 6)]
    public async Task The_record_behind_the_end_is_given_where_it_is_there(int end, int[] there, int last)
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-log-");
        try
        {
            foreach (var number in there)
            {
                await using var file = File.Create(Path.Combine(folder.FullName, new WalSegment(1, (ulong)number, SegmentBytes).FileName));
                file.SetLength(SegmentBytes);
            }

            var label = new BaseBackupLabel(1, new Lsn(0x600028), new Lsn((ulong)end));
            var (path, _) = await new LogDemand(RecoveryTarget.Immediate, null).PathAsync(new WalArchive(folder, SegmentBytes), label, default);

            Assert.That(path.Last, Is.EqualTo(new WalSegment(1, (ulong)last, SegmentBytes)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
