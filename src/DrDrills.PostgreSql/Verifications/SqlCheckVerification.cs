using System.Data.Common;
using System.Globalization;
using System.Text;
using DrDrills.Backups;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;
using Npgsql;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>One question of the user's own, in SQL.</summary>
/// <remarks>
/// Put through a cursor, which takes nothing but a query, in a read-only transaction that is rolled back, by a <see cref="ReadingRole"/>. What the
/// server says of errors is repeated only where it speaks of the question's own words; anything else could hold values.
/// </remarks>
internal sealed class SqlCheckVerification(SqlCheck check) : DatabaseVerification
{
    /// <summary>Beyond the server's own limit, for a server that does not keep it.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(15);

    public override VerificationId Id { get; } = check.Id;

    public override string Title => $"SQL check '{check.Name}'";

    public override string Proves => $"The restored data answers the question '{check.Name}' as its owner expects: {Expectation}.";

    /// <summary>It has a time limit of its own, and makes a role.</summary>
    public override bool GoesBesideOthers => false;

    private string Expectation => (check.Min, check.Max) switch
    {
        ({ } min, { } max) => string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"),
        ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $"at least {min}"),
        (null, { } max) => string.Create(CultureInfo.InvariantCulture, $"at most {max}"),
        _ => check.ExpectedNumber is { } number
            ? number.ToString(CultureInfo.InvariantCulture)
            : SqlAnswer.Of(check.ExpectedText ?? "").ToString(),
    };

    // The question itself may hold values; its hash says which one was put.
    private string Scope => $"one value; SQL of SHA-256 {Sha256Digest.Of(Encoding.UTF8.GetBytes(check.Sql)).Hex}";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        var (role, reason) = await ReadingRole.CreateAsync(context, database, cancellationToken).ConfigureAwait(false);
        if (role is null)
        {
            return VerificationAnswer.CouldNotAsk(reason);
        }

        await using (role.ConfigureAwait(false))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(check.Limit + _grace);
            try
            {
                var (columns, answers) = await PutAsync(role.Connections, limit.Token).ConfigureAwait(false);
                return columns != 1
                    ? VerificationAnswer.CouldNotAsk($"the question returns {columns} columns; expected one")
                    : VerificationAnswer.Looked(Scope, Judge(answers) is { } finding ? [finding] : []);
            }
            catch (PostgresException e) when (e.SqlState != "57P01")
            {
                return Explain(e);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return NoAnswer;
            }
        }
    }

    private VerificationAnswer NoAnswer => VerificationAnswer.CouldNotAsk(
        $"no answer came within {DurationText.Format(check.Limit)}; give the check a longer 'limit', or its tables an index");

    /// <summary>The number of columns, and the values of the first two rows at most; null stands for NULL.</summary>
    private async Task<(int Columns, List<SqlAnswer?> Answers)> PutAsync(DbDataSource connections, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(connections, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExecuteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SET LOCAL search_path = pg_catalog, public; SET LOCAL cursor_tuple_fraction = 1;
                    SET LOCAL statement_timeout = {(long)Math.Ceiling(check.Limit.TotalMilliseconds)}
                    """),
                cancellationToken).ConfigureAwait(false);
            await session.ExecuteOnlyAsync($"DECLARE drdrills_question NO SCROLL CURSOR FOR {check.Sql}", cancellationToken).ConfigureAwait(false);
            return await session.ReadTextAsync(
                "FETCH 2 FROM drdrills_question",
                async rows =>
                {
                    var answers = new List<SqlAnswer?>();
                    while (rows.FieldCount == 1 && await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        answers.Add(await rows.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false)
                            ? null
                            : await SqlAnswer.ReadAsync(rows, cancellationToken).ConfigureAwait(false));
                    }

                    return (rows.FieldCount, answers);
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private Finding? Judge(List<SqlAnswer?> answers) => answers switch
    {
        [] => Finding("DRF473", "no row", "The question has no answer in the restored data."),
        [null] => Finding("DRF473", "NULL", "The question has no answer in the restored data."),
        [{ } answer] => Judge(answer),
        _ => Finding("DRF473", "more than one row", "The question has more than one answer in the restored data."),
    };

    private Finding? Judge(SqlAnswer answer)
    {
        if (check.Min is null && check.Max is null)
        {
            var equal = check.ExpectedNumber is { } number ? answer.Number == number : answer.Sha256 == SqlAnswer.Of(check.ExpectedText ?? "").Sha256;
            return equal ? null : Finding("DRF471", answer.ToString(), "The restored data gives another answer than expected.");
        }

        return answer.Number is { } value && !(value < check.Min) && !(value > check.Max)
            ? null
            : Finding("DRF472", answer.ToString(), answer.Number is null
                ? "The restored data answers with something that is no number." : "The restored data gives an answer outside of its bounds.");
    }

    private VerificationAnswer Explain(PostgresException e)
    {
        // Words of a function of the backup, or of a value that could not be read, stay out.
        var words = e.SqlState.StartsWith("42", StringComparison.Ordinal) && string.IsNullOrEmpty(e.Where) ? $"{e.SqlState} {e.MessageText}" : e.SqlState;
        return e switch
        {
            { SqlState: "57014" } => NoAnswer,
            { SqlState: "42P01" or "42703" or "42883" or "42704" or "3F000" } => VerificationAnswer.Looked(
                Scope, [Finding("DRF474", $"error {words}", "What the question asks of is not in the restored data.")]),
            _ when DamagedStorage.Is(e) => VerificationAnswer.Looked(
                Scope, [Finding("DRF475", $"error {e.SqlState}", "What the question asks of cannot be read; its storage is damaged.")]),
            _ => VerificationAnswer.CouldNotAsk($"the server refused the question: error {words}"),
        };
    }

    private Finding Finding(string code, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"SQL check '{check.Name}'",
        Expected = Expectation,
        Observed = observed,
        Statement = statement,
    };
}
