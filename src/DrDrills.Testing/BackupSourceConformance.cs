using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using NUnit.Framework;

namespace DrDrills.Testing;

/// <summary>What every source of backups promises, whatever tool made them.</summary>
/// <remarks>
/// Each test opens a source of its own. The place that <see cref="OpenAsync"/> reads may be made once for all of them (<c>OneTimeSetUp</c>); the
/// one of <see cref="OpenPassingAsync"/> loses a backup and serves one test. Whoever derives removes what it made.
/// </remarks>
public abstract class BackupSourceConformance
{
    /// <summary>A source over a place with backups; fails or skips where this machine lacks what makes them.</summary>
    protected abstract Task<IBackupSource> OpenAsync();

    /// <summary>Names of the backups there, newest first.</summary>
    protected abstract IReadOnlyList<string> Ids { get; }

    /// <summary>Digest of everything at the place, content and times of change included: <see cref="FolderFingerprint"/> for a folder.</summary>
    protected abstract Task<string> FingerprintAsync();

    /// <summary>Asserts that the files brought are the backup's own.</summary>
    protected abstract Task ExpectBroughtAsync(BackupDescriptor backup, DirectoryInfo brought);

    /// <summary>A source over a place that is not there, and the code that says so.</summary>
    protected abstract (IBackupSource Source, string Code) OpenMissing();

    /// <summary>A source over a place that holds no backup, and the code that says so.</summary>
    protected abstract (IBackupSource Source, string Code) OpenEmpty();

    /// <summary>A source over a place of its own, what takes a listed backup away from it as retention does, and the code that says it is gone.</summary>
    protected abstract Task<(IBackupSource Source, Func<BackupDescriptor, Task> Remove, string Code)> OpenPassingAsync();

    protected static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    [CancelAfter(60_000)]
    public async Task Backups_are_listed_newest_first_with_what_they_are_and_the_same_every_time()
    {
        var source = await OpenAsync();

        var listed = await source.ListAsync(Cancellation);
        var again = await source.ListAsync(Cancellation);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.Select(backup => backup.Id.Value), Is.EqualTo(Ids));
            Assert.That(again.Select(backup => backup.Id), Is.EqualTo(listed.Select(backup => backup.Id)));
            Assert.That(listed.Select(backup => backup.TakenAt).OfType<DateTimeOffset>(), Is.Ordered.Descending);
            Assert.That(listed.Select(backup => backup.TakenAt).OfType<DateTimeOffset>().Select(taken => taken.Offset), Is.All.EqualTo(TimeSpan.Zero));
            Assert.That(listed.Select(backup => backup.Format.Name), Has.None.EqualTo("unknown").And.None.Empty);
            Assert.That(listed.Select(backup => backup.Location), Has.None.Empty);
            Assert.That(listed.Select(backup => backup.Size.Bytes), Is.All.Positive);
            Assert.That(source.Location, Is.Not.Empty);
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_fetch_brings_what_was_listed_counts_it_and_changes_nothing_at_the_source()
    {
        var source = await OpenAsync();
        var before = await FingerprintAsync();
        await using var work = await RunFolder.CreateAsync("conf-source", "work", null, Cancellation);
        foreach (var backup in await source.ListAsync(Cancellation))
        {
            var destination = work.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N")[..8]);
            var told = new Told();

            var brought = await source.FetchAsync(backup, destination, told, Cancellation);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(brought.Bytes, Is.EqualTo(SizeOf(destination)), $"{backup.Id}: bytes brought");
                Assert.That(told.Bytes, Is.Ordered, "progress never goes back");
                Assert.That(told.Bytes, Is.All.LessThanOrEqualTo(brought.Bytes));
            }

            await ExpectBroughtAsync(backup, destination);
        }

        Assert.That(await FingerprintAsync(), Is.EqualTo(before), "a source only ever reads");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_place_that_is_not_there_is_refused_by_its_name()
    {
        var (source, code) = OpenMissing();

        Expect<BackupNotFoundException>(() => source.ListAsync(Cancellation), code, source.Location);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_place_without_a_backup_is_refused_by_its_name()
    {
        var (source, code) = OpenEmpty();

        Expect<BackupNotFoundException>(() => source.ListAsync(Cancellation), code, source.Location);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_backup_that_vanishes_once_it_is_listed_is_said_to_be_gone()
    {
        var (source, remove, code) = await OpenPassingAsync();
        var backup = (await source.ListAsync(Cancellation))[0];
        await remove(backup);
        await using var work = await RunFolder.CreateAsync("conf-source", "work", null, Cancellation);

        Expect<DrillException>(() => source.FetchAsync(backup, work.Directory, null, Cancellation), code, backup.Id.Value);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_call_that_is_cancelled_ends_as_cancelled()
    {
        var source = await OpenAsync();
        var backup = (await source.ListAsync(Cancellation))[0];
        await using var work = await RunFolder.CreateAsync("conf-source", "work", null, Cancellation);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.That(async () => await source.ListAsync(cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            async () => await source.FetchAsync(backup, work.Directory, null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>An error of that kind and code whose text names the object.</summary>
    protected static void Expect<T>(Func<Task> call, string code, string names)
        where T : DrillException
    {
        var error = Assert.CatchAsync<T>(() => call())!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Code, Is.EqualTo(code), error.Message);
            Assert.That(error.Message, Does.Contain(names));
            Assert.That(error.Hint, Is.Not.Empty);
        }
    }

    private static long SizeOf(DirectoryInfo folder) => folder
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Sum(file => file.Length);

    private sealed class Told : IProgress<ByteCount>
    {
        public List<long> Bytes { get; } = [];

        public void Report(ByteCount value) => Bytes.Add(value.Bytes);
    }
}
