using DrDrills.Backups;
using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Testing;

/// <summary>What every source promises whose backups flow, on top of <see cref="BackupSourceConformance"/>.</summary>
public abstract class BackupStreamSourceConformance : BackupSourceConformance
{
    /// <summary>The bytes that must flow out of a backup.</summary>
    protected abstract Task<byte[]> ContentAsync(BackupDescriptor backup);

    [Test]
    [CancelAfter(60_000)]
    public async Task A_backup_flows_as_it_is_again_and_again_and_changes_nothing_at_the_source()
    {
        var source = await OpenStreamAsync();
        var before = await FingerprintAsync();
        foreach (var backup in await source.ListAsync(Cancellation))
        {
            await source.PrepareAsync(backup, null, Cancellation);
            var expected = await ContentAsync(backup);
            for (var times = 0; times < 2; times++)
            {
                await using var stream = await source.OpenAsync(backup, Cancellation);
                using var read = new MemoryStream();
                await stream.Content.CopyToAsync(read, Cancellation);
                var outcome = await stream.EndAsync(Cancellation);

                Assert.That(read.ToArray(), Is.EqualTo(expected));
                Assert.That(outcome.Findings, Is.Empty);
                Assert.That(outcome.File.SizeBytes, Is.Positive);
            }
        }

        Assert.That(await FingerprintAsync(), Is.EqualTo(before), "a source only ever reads");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_nobody_read_is_read_at_the_end_so_that_all_of_it_is_judged()
    {
        var source = await OpenStreamAsync();
        var backup = (await source.ListAsync(Cancellation))[0];
        await source.PrepareAsync(backup, null, Cancellation);

        var unread = await EndAsync(source, backup, bytes: 0);
        var half = await EndAsync(source, backup, bytes: 10);
        var whole = await EndAsync(source, backup, bytes: int.MaxValue);

        Assert.That(unread.File, Is.EqualTo(whole.File));
        Assert.That(half.File, Is.EqualTo(whole.File));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_backup_that_vanishes_before_it_flows_is_said_to_be_gone()
    {
        var (passing, remove, code) = await OpenPassingAsync();
        var source = (IBackupStreamSource)passing;
        var backup = (await source.ListAsync(Cancellation))[0];
        await remove(backup);

        Expect<DrillException>(() => EndAsync(source, backup, bytes: 0), code, backup.Id.Value);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_stream_that_is_given_up_half_way_lets_the_next_one_flow()
    {
        var source = await OpenStreamAsync();
        var backup = (await source.ListAsync(Cancellation))[0];
        await source.PrepareAsync(backup, null, Cancellation);
        await using (var given = await source.OpenAsync(backup, Cancellation))
        {
            Assert.That(await given.Content.ReadAsync(new byte[10], Cancellation), Is.Positive);
        }

        var outcome = await EndAsync(source, backup, bytes: 0);

        Assert.That(outcome.Findings, Is.Empty);
    }

    private async Task<IBackupStreamSource> OpenStreamAsync() => (IBackupStreamSource)await OpenAsync();

    private static async Task<StreamOutcome> EndAsync(IBackupStreamSource source, BackupDescriptor backup, int bytes)
    {
        await using var stream = await source.OpenAsync(backup, Cancellation);
        var buffer = new byte[4096];
        for (var left = bytes; left > 0;)
        {
            var read = await stream.Content.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), Cancellation);
            left = read == 0 ? 0 : left - read;
        }

        return await stream.EndAsync(Cancellation);
    }
}
