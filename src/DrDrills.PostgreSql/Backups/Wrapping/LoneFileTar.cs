using System.Formats.Tar;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Tar;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A tar archive with one file in it, which is a dump or wrapped itself: <c>tar czf shop.tgz shop.sql</c>.</summary>
internal sealed partial class LoneFileTar : IWrapping
{
    /// <summary>What it is called; alone among the wrappings it has no checksum over its content.</summary>
    public const string Kind = "tar";

    public string Name => Kind;

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        if (!TarHead.IsTar(head) || DumpHead.IsTarOf(head, "toc.dat"u8)
            || TarHead.MembersOf(head.ToArray()).FirstOrDefault(member => member.IsFile) is not { } first || PieceOfABackup().IsMatch(first.Name))
        {
            return false;
        }

        return DumpHead.Of(first.Begin.Span) is not null || Wrappings.Of(first.Begin.Span) is not null;
    }

    public async Task<Stream> UnwrapAsync(Stream wrapped, WrappedScene scene, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        var whole = new WholeTar(wrapped, scene.Backup);
        var file = new LoneFile(new TarReader(whole, leaveOpen: true), whole, wrapped, scene);
        await file.BeginAsync(cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>Files of a dump in directory format, log segments, and files of tables, which may be packed one by one.</summary>
    [GeneratedRegex(@"(^|/)(toc\.dat|\d+\.dat|blob_\d+|blobs(_\d+)?\.toc|[0-9A-F]{24}|[0-9A-F]{8}\.history)[^/]*$|(^|/)(PG_\d+_\d+|base|global)/")]
    private static partial Regex PieceOfABackup();

    /// <summary>The one file while it flows. What else the archive holds is seen at its end only.</summary>
    private sealed class LoneFile(TarReader archive, WholeTar whole, Stream wrapped, WrappedScene scene) : ForwardStream
    {
        private TarEntry? _file;
        private bool _hasEnded;

        public async Task BeginAsync(CancellationToken cancellationToken) =>
            _file = await NextAsync(cancellationToken).ConfigureAwait(false) ?? throw Damaged(null);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = _hasEnded || _file?.DataStream is not { } data ? 0 : await data.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 && buffer.Length > 0)
            {
                await EndAsync(cancellationToken).ConfigureAwait(false);
            }

            return read;
        }

        public override async ValueTask DisposeAsync()
        {
            await archive.DisposeAsync().ConfigureAwait(false);
            await wrapped.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                archive.Dispose();
                wrapped.Dispose();
            }

            base.Dispose(disposing);
        }

        private async Task EndAsync(CancellationToken cancellationToken)
        {
            if (_hasEnded)
            {
                return;
            }

            if (await NextAsync(cancellationToken).ConfigureAwait(false) is { } another)
            {
                throw new EngineUnavailableException(
                    "DR3147",
                    scene.Backup,
                    $"{scene.Begins} is a tar archive of several files: '{TarHead.NameOf(another)}' follows '{TarHead.NameOf(_file!)}'; expected one dump alone.",
                    "unpack it, and name the dump that is to be proven or the folder with all of them; nothing is said about the backup.");
            }

            // An archive says itself where it ends; the checksum of what it is wrapped in comes after that.
            await whole.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            _hasEnded = true;
        }

        private async Task<TarEntry?> NextAsync(CancellationToken cancellationToken)
        {
            try
            {
                while (await archive.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    if (TarHead.IsFile(entry))
                    {
                        return entry;
                    }
                }

                return null;
            }
            catch (Exception e) when (e is InvalidDataException or FormatException)
            {
                throw Damaged(e);
            }
        }

        private BackupUnreadableException Damaged(Exception? cause) => new(
            "DR1321",
            scene.Backup,
            $"{scene.Begins} is damaged: {(_file is null ? "its tar archive holds no file" : $"what follows '{TarHead.NameOf(_file)}' in its tar archive is no header of another member")}.",
            "compare its hash with the one at the source; restore an older backup, or the same one from its other place.",
            cause: cause);
    }
}
