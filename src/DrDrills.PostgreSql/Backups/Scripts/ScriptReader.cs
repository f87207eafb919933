using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Reads an SQL script as it flows: statement by statement, rows passed on in between, in bounded memory.</summary>
internal sealed partial class ScriptReader(Stream content, string backup)
{
    /// <summary>PostgreSQL itself takes no statement of 1 GiB; one of this size is no statement of a dump.</summary>
    private const int LongestStatement = 256 << 20;

    private readonly ArrayBufferWriter<byte> _statement = new(1 << 12);
    private byte[] _buffer = new byte[1 << 17];
    private int _begin;
    private int _end;
    private long _line = 1;
    private (string? About, string? Owner) _header;

    /// <summary>What tells where statements end; its settings follow the session.</summary>
    public ScriptLexer Lexer { get; } = new();

    /// <summary>The schema that the newest comment names, which is that of the statements behind it; null where they lie in none.</summary>
    public string? Schema { get; private set; }

    /// <summary>Whether the script is one of pg_dumpall.</summary>
    public bool IsOfCluster { get; private set; }

    /// <summary>Whether what was read last says that the dump is complete.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The next part, or null at the end.</summary>
    /// <exception cref="BackupUnreadableException">The script ends in the middle of a statement (<c>DR1304</c>), or has one without end (<c>DR1309</c>).</exception>
    public async ValueTask<ScriptPart?> ReadAsync(CancellationToken cancellationToken)
    {
        Lexer.Reset();
        _statement.ResetWrittenCount();
        _header = default;
        var first = _line;
        while (await LineAsync(cancellationToken).ConfigureAwait(false) is > 0 and var length)
        {
            var line = _buffer.AsMemory(_begin, length);
            var wasPending = Lexer.IsPending;
            var mark = Lexer.Read(line.Span, out var at);
            first = wasPending ? first : _line;
            if (!Lexer.IsPending)
            {
                Note(line.Span);
                Consume(length);
                continue;
            }

            if (mark == ScriptMark.Backslash)
            {
                // Behind the beginning of a statement every command is refused, whichever it is.
                var command = wasPending || line.Span[..at].ContainsAnyExcept(" \t"u8) ? [] : line.Span[at..].TrimEnd("\r\n"u8).ToArray();
                Consume(length);
                return new ScriptPart(IsCommand: true, command, first, null, null);
            }

            _statement.Write(line.Span[..at]);
            Consume(at);
            if (_statement.WrittenCount > LongestStatement)
            {
                throw EndlessStatement(first);
            }

            if (mark == ScriptMark.End)
            {
                IsComplete = false;
                return new ScriptPart(IsCommand: false, _statement.WrittenSpan.ToArray(), first, _header.About, _header.Owner);
            }
        }

        return Lexer.IsPending ? throw CutShort(backup, "in the middle of a statement", first) : null;
    }

    /// <summary>The script stops before its end.</summary>
    public static BackupUnreadableException CutShort(string backup, string where, long line) => new(
        "DR1304",
        backup,
        string.Create(CultureInfo.InvariantCulture, $"Plain SQL backup '{backup}' ends {where}, at line {line}: it is cut short."),
        "compare its size with the one at the source; was the dump's exit status lost in a pipe?");

    private BackupUnreadableException EndlessStatement(long line) => new(
        "DR1309",
        backup,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Plain SQL backup '{backup}' has a statement of more than {LongestStatement >> 20} MiB that begins at line {line}; pg_dump writes none."),
        "is the file damaged, or no dump at all?");

    /// <summary>Comments between statements say what comes, and whether all came.</summary>
    private void Note(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("-- "u8))
        {
            return;
        }

        var text = Encoding.UTF8.GetString(line).TrimEnd();
        IsOfCluster |= text == "-- PostgreSQL database cluster dump";
        IsComplete |= text == (IsOfCluster ? "-- PostgreSQL database cluster dump complete" : "-- PostgreSQL database dump complete");
        if (Header().Match(text) is { Success: true } header)
        {
            var schema = header.Groups["schema"].Value;
            Schema = schema is "-" or "" ? null : schema;
            var name = Schema is null ? header.Groups["name"].Value : $"{schema}.{header.Groups["name"].Value}";
            _header = ($"{header.Groups["type"].Value} {name}", header.Groups["owner"].Value is var owner and not ("" or "-") ? owner : null);
        }
    }

    /// <summary>Length of the next line with its end, or of the rest of the script; 0 where nothing is left.</summary>
    private async ValueTask<int> LineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return searched + found + 1;
            }

            searched = _end - _begin;
            if (searched > LongestStatement)
            {
                throw EndlessStatement(_line);
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return searched;
            }
        }
    }

    /// <summary>Reads more, behind what is there; false at the end.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await content.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private void Consume(int length)
    {
        _line += _buffer.AsSpan(_begin, length).Count((byte)'\n');
        _begin += length;
    }

    [GeneratedRegex(@"^-- (?:Data for )?Name: (?<name>.*); Type: (?<type>[A-Z ]+); Schema: (?<schema>.*); Owner: (?<owner>.*?)(?:; Tablespace: .*)?$")]
    private static partial Regex Header();
}
