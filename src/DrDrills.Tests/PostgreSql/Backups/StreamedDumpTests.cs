using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Containers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>Dumps that flow into pg_restore. Each test has a server of its own, removed at its end.</summary>
[TestFixture]
public sealed class StreamedDumpTests
{
    private static IEnumerable<BackupFormat> Formats => [BackupFormat.PgDumpCustom, BackupFormat.PgDumpTar, BackupFormat.PgDumpPlain];

    [TestCaseSource(nameof(Formats))]
    public async Task A_streamed_dump_comes_back_as_a_fetched_one_does(BackupFormat format)
    {
        Needs.Postgres();

        await RoundTripAsync(new LocalTarget(), format);
    }

    [Test]
    public async Task A_streamed_dump_comes_back_in_a_container()
    {
        Needs.ContainerEngine();

        await RoundTripAsync(new ContainerTarget(new PostgresTargetOptions()), BackupFormat.PgDumpCustom);
    }

    [Test]
    public async Task One_byte_changed_on_the_way_is_refused_and_not_what_pg_restore_made_of_it()
    {
        var source = await SourceAsync(stream => new ChangedByteStream(stream, 20_000));
        await using var run = await BeginAsync(source, new LocalTarget());

        var error = Assert.CatchAsync<BackupRefusedException>(run.RestoreAsync)!;

        Assert.That(error.Code, Is.EqualTo("DR1401"));
        Assert.That(error.Findings.Single().Subject, Is.EqualTo("file data.dump"));
        Assert.That(run.Recovery.Copy.StreamedFiles, Is.Null);
    }

    [Test]
    public async Task A_byte_changed_behind_the_last_row_is_refused_too()
    {
        var source = await SourceAsync(stream => new ChangedByteStream(stream, stream.Length - 1));
        await using var run = await BeginAsync(source, new LocalTarget());

        var error = Assert.CatchAsync<BackupRefusedException>(run.RestoreAsync)!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
    }

    [Test]
    public async Task A_source_that_gives_up_in_the_middle_says_so_itself()
    {
        var source = await SourceAsync(stream => new BrokenStream(stream, 50_000));
        await using var run = await BeginAsync(source, new LocalTarget());

        var error = Assert.CatchAsync<TargetNotReadyException>(run.RestoreAsync)!;

        Assert.That(error.Code, Is.EqualTo("DR9999"));
    }

    private static async Task RoundTripAsync(IPostgresTarget target, BackupFormat format)
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(format);
        var source = await SourceAsync(stream => stream, format);
        await using var run = await BeginAsync(source, target);

        await run.RestoreAsync();

        var restored = await DumpSource.TakeManifestAsync((Npgsql.NpgsqlDataSource)run.Recovery.Copy.Database!);
        Assert.That(restored.Tables, Is.EqualTo(capture.Manifest.Tables));
        // Plain SQL does not hold what is the database's own.
        var level = format == BackupFormat.PgDumpPlain ? "database" : "";
        Assert.That(restored.Objects.Where(o => o.Class != level), Is.EqualTo(capture.Manifest.Objects.Where(o => o.Class != level)));
        Assert.That(restored.LargeObjects, Is.EqualTo(capture.Manifest.LargeObjects));
        Assert.That(run.Recovery.Copy.StreamedFiles, Is.EqualTo(capture.Manifest.Files));
        Assert.That(run.Recovery.Copy.FetchedFiles, Is.Null);
        Assert.That(source.Opened, Is.EqualTo(1), string.Join('\n', run.Outcome!.Deviations));
    }

    private static async Task<FlowingFolderSource> SourceAsync(Func<Stream, Stream> through, BackupFormat? format = null)
    {
        Needs.Postgres();
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(format ?? BackupFormat.PgDumpCustom);
        return new FlowingFolderSource(new BackupFolderSource(capture.Folder.FullName)) { Through = through };
    }

    private static Task<DumpRuns> BeginAsync(IBackupSource source, IPostgresTarget target) => DumpRuns.BeginAsync(source, target, streamed: true);

    /// <summary>Changes one byte on its way.</summary>
    private sealed class ChangedByteStream(Stream content, long at) : ForwardStream
    {
        private long _position;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await content.ReadAsync(buffer, cancellationToken);
            if (at >= _position && at < _position + read)
            {
                buffer.Span[(int)(at - _position)] ^= 0x40;
            }

            _position += read;
            return read;
        }
    }

    /// <summary>Gives up after so many bytes.</summary>
    private sealed class BrokenStream(Stream content, long after) : ForwardStream
    {
        private long _position;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await content.ReadAsync(buffer[..Math.Min(buffer.Length, 4096)], cancellationToken);
            _position += read;
            return _position <= after
                ? read
                : throw new TargetNotReadyException("DR9999", "stream", "The source gave up.", "no hint.");
        }
    }
}
