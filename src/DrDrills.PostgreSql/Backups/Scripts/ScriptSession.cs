using System.Text;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>One session of the restorer: carries out statements byte for byte as the script has them.</summary>
/// <remarks>
/// Statements go over the wire one by one, so there is no psql whose commands a script could reach, whatever its release. Each is sent as the
/// characters whose codes are its bytes, which is right for every client encoding. Npgsql cannot open a database under a name beyond ASCII that
/// way: there the bytes are sent as the UTF-8 that they are.
/// </remarks>
internal sealed class ScriptSession : IAsyncDisposable
{
    private static readonly string[] TwoByteEncodings = ["SJIS", "BIG5", "GBK", "UHC", "GB18030", "JOHAB", "SHIFT_JIS_2004"];

    private readonly NpgsqlDataSource _source;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly NpgsqlConnection _connection;
    private readonly bool _sendsUtf8;

    private ScriptSession(NpgsqlDataSource source, NpgsqlConnection connection, bool sendsUtf8)
    {
        _source = source;
        _connection = connection;
        _sendsUtf8 = sendsUtf8;
        _connection.Notice += (_, said) => HasWithheld |= said.Notice.SqlState is PostgresErrorCodes.PrivilegeNotGrantedWarning or PostgresErrorCodes.PrivilegeNotRevokedWarning;
    }

    /// <summary>Whether the server said of the last statement that it gave or took not every privilege, since the restorer may not.</summary>
    public bool HasWithheld { get; private set; }

    public static async Task<ScriptSession> OpenAsync(ScriptScene scene, string database, CancellationToken cancellationToken)
    {
        var sendsUtf8 = !Ascii.IsValid(database);
        var source = scene.Roles.Open(database, settings =>
        {
            (settings.Encoding, settings.ClientEncoding, settings.Pooling) = (sendsUtf8 ? "UTF8" : "iso-8859-1", "UTF8", false);
            (settings.CommandTimeout, settings.IncludeErrorDetail) = (0, false);
        });
        return new ScriptSession(source, await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), sendsUtf8);
    }

    /// <summary>Carries out one statement and drops what it answers.</summary>
    /// <exception cref="EngineUnavailableException">It is not UTF-8, and the database has a name beyond ASCII (<c>DR3175</c>).</exception>
    public async Task RunAsync(ScriptPart statement, CancellationToken cancellationToken)
    {
        HasWithheld = false;
        var command = new NpgsqlCommand(Sent(statement), _connection);
        await using var _ = command.ConfigureAwait(false);
        // With a parameter, which the statement does not use, Npgsql leaves the text as it is: it would look for statements in it by rules of its own.
        command.Parameters.Add(new NpgsqlParameter { Value = 0 });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Carries out a <c>COPY … FROM stdin</c>, for the rows that follow it.</summary>
    public async Task<StreamWriter> BeginCopyAsync(ScriptPart statement, CancellationToken cancellationToken) =>
        (StreamWriter)await _connection.BeginTextImportAsync(Sent(statement), cancellationToken).ConfigureAwait(false);

    /// <summary>Brings the rows of one that was begun.</summary>
    /// <returns>How many.</returns>
    public static async Task<long> CopyRowsAsync(StreamWriter begun, ScriptReader rows, CancellationToken cancellationToken)
    {
        var stream = (NpgsqlRawCopyStream)begun.BaseStream;
        long count;
        try
        {
            count = await rows.PassRowsAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.CancelAsync().ConfigureAwait(false);
            throw;
        }

        await begun.DisposeAsync().ConfigureAwait(false);
        return count;
    }

    /// <summary>Tells the lexer what the session's settings make of quotes.</summary>
    public void Tell(ScriptLexer lexer)
    {
        var settings = _connection.PostgresParameters;
        lexer.StandardConformingStrings = settings.GetValueOrDefault("standard_conforming_strings") != "off";
        lexer.TwoByteLetters = TwoByteEncodings.Contains(settings.GetValueOrDefault("client_encoding"));
    }

    /// <summary>A message of this session's server: it came as bytes, which are UTF-8 unless the script chose another encoding.</summary>
    public static string Message(PostgresException error)
    {
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(error.MessageText));
        }
        catch (DecoderFallbackException)
        {
            // It came as text.
            return error.MessageText;
        }
    }

    private string Sent(ScriptPart statement)
    {
        try
        {
            return _sendsUtf8 ? StrictUtf8.GetString(Encoding.Latin1.GetBytes(statement.Raw)) : statement.Raw;
        }
        catch (DecoderFallbackException cause)
        {
            throw new EngineUnavailableException(
                "DR3175",
                _connection.Database,
                $"A statement for database '{_connection.Database}' is in an encoding other than UTF-8, which is not sent to a database with a name beyond ASCII.",
                "dump this database by itself (pg_dump --format=custom); nothing is said about the backup.",
                cause: cause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }
}
