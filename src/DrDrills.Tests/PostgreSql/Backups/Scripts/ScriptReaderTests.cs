using System.Text;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Scripts;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Scripts;

[TestFixture]
public sealed class ScriptReaderTests
{
    private static readonly string[] Hidden =
    [
        "SELECT 'a;b', 'it''s; \\! ';",
        "SELECT E'a\\';b', e'\\\\';",
        "SELECT \"a;\"\"b\" FROM t;",
        "DO $$ BEGIN PERFORM ';\\! touch'; END $$;",
        "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $body$ SELECT $$;$$ || ';' $body$;",
        "SELECT 1 /* ; \\! /* nested; */ still; */ + 1;",
        "SELECT 1 -- ; \\! not the end\n + 2;",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);",
        "CREATE OR REPLACE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT 2; END;",
        "SELECT a$b$c FROM d$e;",
        "SELECT '\n\\.\n\\connect elsewhere\n';",
    ];

    [TestCaseSource(nameof(Hidden))]
    public async Task A_semicolon_or_backslash_that_a_statement_hides_does_not_end_it(string statement)
    {
        var parts = await ReadAsync($"{statement}\n{statement} SELECT 9;\n");

        Assert.That(parts.Select(part => part.Trim()), Is.EqualTo(new[] { statement, statement, "SELECT 9;" }));
    }

    [TestCaseSource(nameof(Hidden))]
    public async Task A_script_reads_alike_however_its_bytes_arrive(string statement)
    {
        var script = $"-- begins\n{statement}\nCOPY t FROM stdin;\n1\tx\\\\.\n\\.x\n\\.\n{statement}\n";

        var whole = await ReadAsync(script);
        var drops = await ReadAsync(script, atOnce: 1);

        Assert.That(drops, Is.EqualTo(whole));
        Assert.That(whole, Has.Member("rows: 1\tx\\\\.\n\\.x\n"));
    }

    [TestCase("\\! touch x\n", "\\! touch x")]
    [TestCase("SELECT 1 \\gexec\n", "")]
    [TestCase("SELECT\n\\connect elsewhere\n", "")]
    [TestCase("  \\i other.sql\n", "\\i other.sql")]
    public async Task A_backslash_that_nothing_hides_is_a_command_and_one_inside_a_statement_has_no_name(string script, string command)
    {
        var reader = new ScriptReader(new MemoryStream(Encoding.UTF8.GetBytes(script)), "b");

        var part = await reader.ReadAsync(default);

        Assert.That((part!.IsCommand, part.Text), Is.EqualTo((true, command)));
    }

    [Test]
    public async Task An_ordinary_string_escapes_with_backslashes_only_where_the_server_says_so()
    {
        var standard = await ReadAsync("SELECT 'a\\'; SELECT 1;\n");
        var old = await ReadAsync("SELECT 'a\\'; SELECT 1';\n", lexer => lexer.StandardConformingStrings = false);

        Assert.That(standard, Has.Count.EqualTo(2));
        Assert.That(old, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_second_byte_of_a_letter_is_no_quote_and_no_backslash()
    {
        byte[] script = [.. "SELECT '"u8, 0x95, (byte)'\\', 0x95, (byte)'\'', .. "; x'; SELECT 2;\n"u8];

        var parts = await ReadAsync(Encoding.Latin1.GetString(script), lexer => lexer.TwoByteLetters = true, Encoding.Latin1);

        Assert.That(parts, Has.Count.EqualTo(2));
    }

    [TestCase("SELECT 1;\nSELECT 'open\n", "in the middle of a statement")]
    [TestCase("COPY t (a) FROM stdin;\n1\n2\n", "among the rows of a table")]
    public void A_script_that_stops_early_is_cut_short(string script, string where)
    {
        var error = Assert.ThrowsAsync<BackupUnreadableException>(() => ReadAsync(script))!;

        Assert.That(error.Code, Is.EqualTo("DR1304"));
        Assert.That(error.Statement, Does.Contain(where));
    }

    [Test]
    public void A_statement_without_end_is_given_up_in_bounded_memory()
    {
        var reader = new ScriptReader(new EndlessStream((byte)'x'), "bomb");

        var error = Assert.ThrowsAsync<BackupUnreadableException>(async () => await reader.ReadAsync(default))!;

        Assert.That(error.Code, Is.EqualTo("DR1309"));
    }

    [Test]
    public async Task A_part_shows_what_it_is_about_and_never_its_values()
    {
        const string Script = "--\n-- Name: orders; Type: TABLE; Schema: shop; Owner: keeper\n--\n\nALTER ROLE x PASSWORD 'canary';\n";
        var reader = new ScriptReader(new MemoryStream(Encoding.UTF8.GetBytes(Script)), "b");

        var part = (await reader.ReadAsync(default))!;

        Assert.That((part.Title, part.Owner, part.Line), Is.EqualTo(("TABLE shop.orders", "keeper", 5L)));
        Assert.That(part.ToString(), Does.Not.Contain("canary"));
        Assert.That(SqlTokens.Of(part.Text).Rest.Select(token => token.ToString()), Has.None.Contain("canary"));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        string script, Action<ScriptLexer>? set = null, Encoding? encoding = null, int atOnce = int.MaxValue)
    {
        var reader = new ScriptReader(new Drops(new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(script)), atOnce), "b");
        var parts = new List<string>();
        set?.Invoke(reader.Lexer);
        while (await reader.ReadAsync(default) is { } part)
        {
            parts.Add(part.Text);
            if (part.FirstWord == "COPY")
            {
                using var rows = new MemoryStream();
                await reader.PassRowsAsync(rows, default);
                parts.Add("rows: " + Encoding.UTF8.GetString(rows.ToArray()));
            }
        }

        return parts;
    }

    private sealed class Drops(Stream content, int atOnce) : ForwardStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            content.ReadAsync(buffer[..Math.Min(buffer.Length, atOnce)], cancellationToken);
    }

    private sealed class EndlessStream(byte letter) : ForwardStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill(letter);
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
