using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>Bytes without their wrappings, as many as there are.</summary>
/// <param name="Content">The bytes, from the first one; disposing of it disposes of everything below.</param>
/// <param name="Layers">What was undone, the outermost first.</param>
/// <param name="Head">The first bytes again.</param>
internal sealed record WrappedContent(Stream Content, IReadOnlyList<string> Layers, ReadOnlyMemory<byte> Head) : IAsyncDisposable
{
    /// <summary>What is wrapped more often was not wrapped by anybody who wanted it back.</summary>
    private const int MostLayers = 8;

    /// <summary>Undoes every wrapping.</summary>
    /// <param name="raw">The bytes as they lie; owned from now on.</param>
    /// <param name="scene">Whose they are, and the key.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="BackupSealedException">It is encrypted, and there is no key or another one (<c>DR1601</c>, <c>DR1602</c>, <c>DR1603</c>).</exception>
    /// <exception cref="BackupUnreadableException">It is damaged at its beginning, or wrapped without end (<c>DR1324</c>).</exception>
    /// <exception cref="EngineUnavailableException">A program that undoes it is missing (<c>DR3141</c>).</exception>
    public static async Task<WrappedContent> OpenAsync(Stream raw, WrappedScene scene, CancellationToken cancellationToken)
    {
        var layers = new List<string>();
        var content = raw;
        try
        {
            while (true)
            {
                var head = new byte[DumpHead.Length];
                var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                var seen = head.AsMemory(0, read);
                content = new HeadFirst(seen, content);
                if (Wrappings.Of(seen.Span) is not { } wrapping)
                {
                    return new WrappedContent(content, layers, seen);
                }

                layers.Add(wrapping.Name);
                content = layers.Count <= MostLayers
                    ? await wrapping.UnwrapAsync(content, scene, seen, cancellationToken).ConfigureAwait(false)
                    : throw new BackupUnreadableException(
                        "DR1324",
                        scene.Backup,
                        $"{scene.Begins} is wrapped more than {MostLayers} times; no backup is.",
                        "who made this file?");
            }
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>Gives back what was read from a stream before the rest of it.</summary>
    private sealed class HeadFirst(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
    {
        private int _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == head.Length)
            {
                return rest.ReadAsync(buffer, cancellationToken);
            }

            var again = Math.Min(buffer.Length, head.Length - _at);
            head.Slice(_at, again).CopyTo(buffer);
            _at += again;
            return ValueTask.FromResult(again);
        }

        public override async ValueTask DisposeAsync()
        {
            await rest.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
