using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <content>The rows behind a COPY statement.</content>
internal sealed partial class ScriptReader
{
    /// <summary>Passes on the rows that follow a <c>COPY … FROM stdin</c>, up to the line that ends them.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="BackupUnreadableException">The script ends among the rows (<c>DR1304</c>).</exception>
    public async Task<long> PassRowsAsync(Stream rows, CancellationToken cancellationToken)
    {
        // Whatever stands behind the semicolon on its line is not a row.
        Consume(await LineAsync(cancellationToken).ConfigureAwait(false));
        var (atLineStart, count) = (true, 0L);
        while (true)
        {
            var there = _buffer.AsMemory(_begin, _end - _begin);
            var end = EndOfRows(there.Span, atLineStart);
            var whole = end >= 0 ? end : there.Span.LastIndexOf((byte)'\n') + 1;
            // A row longer than the buffer is passed on in pieces.
            var passed = whole > 0 || end >= 0 ? whole : there.Length < 4 && atLineStart ? 0 : there.Length;
            await rows.WriteAsync(there[..passed], cancellationToken).ConfigureAwait(false);
            count += there.Span[..passed].Count((byte)'\n');
            atLineStart = passed == 0 ? atLineStart : there.Span[passed - 1] == '\n';
            Consume(passed);
            if (end >= 0)
            {
                Consume(await LineAsync(cancellationToken).ConfigureAwait(false));
                return count;
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw CutShort(backup, "among the rows of a table", _line);
            }
        }
    }

    /// <summary>Where the line <c>\.</c> begins, its own end included in what is there; -1 where it is not.</summary>
    private static int EndOfRows(ReadOnlySpan<byte> there, bool atLineStart)
    {
        if (atLineStart && IsEnd(there))
        {
            return 0;
        }

        for (var from = 0; there[from..].IndexOf("\n\\."u8) is >= 0 and var found; from += found + 1)
        {
            if (IsEnd(there[(from + found + 1)..]))
            {
                return from + found + 1;
            }
        }

        return -1;
    }

    private static bool IsEnd(ReadOnlySpan<byte> line) => line.StartsWith("\\.\n"u8) || line.StartsWith("\\.\r\n"u8);
}
