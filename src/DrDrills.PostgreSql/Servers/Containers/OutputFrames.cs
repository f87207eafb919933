using System.Buffers.Binary;
using System.Text;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>Takes the engine's stream apart: frames of eight bytes of head (kind, three zeros, big-endian length) and their content.</summary>
internal static class OutputFrames
{
    private const byte StandardError = 2;

    public static async Task ReadAsync(
        Stream stream, Action<string> onOutput, Action<string> onError, CancellationToken cancellationToken)
    {
        var head = new byte[8];
        var output = new Lines(onOutput);
        var errors = new Lines(onError);
        while (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == head.Length)
        {
            var content = new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4))];
            await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            (head[0] == StandardError ? errors : output).Add(content);
        }

        output.End();
        errors.End();
    }

    /// <summary>Joins what frames cut apart: a line, or one letter of several bytes.</summary>
    private sealed class Lines(Action<string> onLine)
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly StringBuilder _rest = new();

        public void Add(byte[] content)
        {
            var letters = new char[_decoder.GetCharCount(content, 0, content.Length, flush: false)];
            _decoder.GetChars(content, 0, content.Length, letters, 0, flush: false);
            foreach (var letter in letters)
            {
                if (letter == '\n')
                {
                    onLine(_rest.ToString());
                    _rest.Clear();
                }
                else
                {
                    _rest.Append(letter);
                }
            }
        }

        public void End()
        {
            if (_rest.Length > 0)
            {
                onLine(_rest.ToString());
                _rest.Clear();
            }
        }
    }
}
