using System.Text;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Lines of a script as the bytes that they were read from, to be fed to a program; no copy of them is laid down.</summary>
/// <param name="lines">Each byte a character; ended with the stream.</param>
internal sealed class SupabaseScriptLines(IAsyncEnumerable<string> lines) : ForwardStream
{
    private readonly IAsyncEnumerator<string> _lines = lines.GetAsyncEnumerator(CancellationToken.None);
    private ReadOnlyMemory<byte> _left;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        cancellationToken.ThrowIfCancellationRequested();
        while (_left.IsEmpty)
        {
            if (!await _lines.MoveNextAsync().ConfigureAwait(false))
            {
                return 0;
            }

            _left = Encoding.Latin1.GetBytes(_lines.Current + "\n");
        }

        var given = Math.Min(buffer.Length, _left.Length);
        _left[..given].CopyTo(buffer);
        _left = _left[given..];
        return given;
    }

    public override async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
