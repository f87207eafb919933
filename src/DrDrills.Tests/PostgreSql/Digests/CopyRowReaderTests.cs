using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using DrDrills.PostgreSql.Digests;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Digests;

/// <summary>The format as bytes, without a server.</summary>
public sealed class CopyRowReaderTests
{
    private static readonly byte[] _header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    [Test]
    public void Rows_give_their_key_and_the_hash_of_the_other_fields([Values(1, 7, 1 << 20)] int chunk)
    {
        var reader = new CopyRowReader(Copy(chunk, Row("k", null, "a", ""), Row("l", "x", "b", null)), keyFields: 2);

        var seen = new List<(string Key, UInt128 Hash)>();
        while (reader.Read())
        {
            seen.Add((Text(reader.Key), reader.Hash));
        }

        Assert.That(seen, Is.EqualTo(new[]
        {
            ("k|NULL", XxHash128.HashToUInt128(Frames("a", ""))),
            ("l|x", XxHash128.HashToUInt128(Frames("b", null))),
        }));
    }

    [Test]
    public void A_row_longer_than_the_buffer_has_the_hash_of_its_bytes([Values(1000, 1 << 20)] int chunk)
    {
        var (longKey, longValue) = (new string('k', CopyRowReader.BufferSize + 5), new string('v', (3 * CopyRowReader.BufferSize) + 1));
        var reader = new CopyRowReader(
            Copy(chunk, Row("a", "b"), Row(longKey, longValue, null, "end"), Row("c", "d", longValue), Row("e", "f")), keyFields: 1);

        var seen = new List<(string Key, UInt128 Hash)>();
        while (reader.Read())
        {
            seen.Add((Text(reader.Key), reader.Hash));
        }

        Assert.That(seen, Is.EqualTo(new[]
        {
            ("a", XxHash128.HashToUInt128(Frames("b"))),
            (longKey, XxHash128.HashToUInt128(Frames(longValue, null, "end"))),
            ("c", XxHash128.HashToUInt128(Frames("d", longValue))),
            ("e", XxHash128.HashToUInt128(Frames("f"))),
        }));
    }

    [Test]
    public void Many_rows_pass_through_the_buffer_unchanged()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => new string((char)('a' + (i % 26)), i % 300)).ToList();
        var reader = new CopyRowReader(Copy(8000, [.. rows.Select(row => Row(row))]));

        var hashes = new List<UInt128>();
        while (reader.Read())
        {
            hashes.Add(reader.Hash);
        }

        Assert.That(hashes, Is.EqualTo(rows.Select(row => XxHash128.HashToUInt128(Frames(row)))));
    }

    [Test]
    public void A_copy_without_rows_and_rows_without_fields_are_read_to_the_end()
    {
        var none = new CopyRowReader(Copy(1));
        var bare = new CopyRowReader(Copy(1, Row(), Row()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(none.Read(), Is.False);
            Assert.That(none.Read(), Is.False);
            Assert.That((bare.Read(), bare.Read(), bare.Read()), Is.EqualTo((true, true, false)));
        }
    }

    [Test]
    public void A_copy_that_ends_in_a_row_or_before_its_trailer_is_refused()
    {
        var whole = Bytes(Row("a", "b"));
        var inTheRow = new CopyRowReader(new ChunkedStream(whole[..^4], 5));
        var beforeTheTrailer = new CopyRowReader(new ChunkedStream(whole[..^2], 5));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inTheRow.Read, Throws.TypeOf<InvalidDataException>());
            Assert.That(beforeTheTrailer.Read(), Is.True);
            Assert.That(beforeTheTrailer.Read, Throws.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public void Something_else_than_a_binary_copy_is_refused()
    {
        var reader = new CopyRowReader(new ChunkedStream(Encoding.ASCII.GetBytes("1\tone\n2\ttwo\n3\tthree\n"), 100));

        Assert.That(reader.Read, Throws.TypeOf<InvalidDataException>().With.Message.Contains("binary copy"));
    }

    [Test]
    public void A_header_extension_is_stepped_over()
    {
        byte[] bytes = [.. _header[..^1], 3, 9, 9, 9, .. Row("a"), 0xFF, 0xFF];
        var reader = new CopyRowReader(new ChunkedStream(bytes, 4));

        Assert.That((reader.Read(), reader.Hash), Is.EqualTo((true, XxHash128.HashToUInt128(Frames("a")))));
    }

    private static ChunkedStream Copy(int chunk, params byte[][] rows) => new(Bytes(rows), chunk);

    private static byte[] Bytes(params byte[][] rows) => [.. _header, .. rows.SelectMany(row => row), 0xFF, 0xFF];

    private static byte[] Row(params string?[] fields) => [0, (byte)fields.Length, .. Frames(fields)];

    private static byte[] Frames(params string?[] fields) => [.. fields.SelectMany(Frame)];

    private static byte[] Frame(string? field)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, field?.Length ?? CopyFields.Null);
        return [.. length, .. Encoding.ASCII.GetBytes(field ?? "")];
    }

    private static string Text(ReadOnlySpan<byte> key)
    {
        var fields = new CopyFields(key);
        var words = new List<string>();
        while (fields.MoveNext())
        {
            words.Add(fields.IsNull ? "NULL" : Encoding.ASCII.GetString(fields.Current));
        }

        return string.Join('|', words);
    }

    /// <summary>Gives out at most so many bytes at once, as a connection does.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
    }
}
