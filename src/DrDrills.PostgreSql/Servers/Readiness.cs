using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Waits until a server answers a real authenticated query several times in a row.</summary>
/// <remarks>
/// A server that initialises itself answers once and goes away again, and <c>pg_isready</c> says yes to a server that lets nobody in; so the
/// question is a query, and one answer is not enough.
/// </remarks>
public sealed record Readiness
{
    /// <value>How many answers in a row make it ready. Default: 3.</value>
    public int Answers { get; init; } = 3;

    /// <value>The longest to wait in all. Default: 60 s.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <value>The longest that one question may take. Default: 5 s.</value>
    public TimeSpan QuestionLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <value>Pause between two questions. Default: 50 ms.</value>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <value>The clock that limits are measured on.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Waits.</summary>
    /// <param name="subject">What is waited for, as a person would name it.</param>
    /// <param name="question">Answers null when all is well, else what was seen instead; a database exception counts as that too.</param>
    /// <param name="ended">Completes when the server ended by itself; waiting stops then.</param>
    /// <param name="log">The end of the server's log, for the error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where the server ended before it was ready.</returns>
    /// <exception cref="TargetNotReadyException">The limit passed first, or the database that is asked is not there (<c>DR3302</c>).</exception>
    public async Task<bool> WaitAsync(
        string subject,
        Func<CancellationToken, Task<string?>> question,
        Task ended,
        Func<CancellationToken, Task<string>> log,
        CancellationToken cancellationToken)
    {
        var begin = TimeProvider.GetTimestamp();
        var inARow = 0;
        var lastSeen = "nothing yet";
        while (TimeProvider.GetElapsedTime(begin) < Limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ended.IsCompleted)
            {
                return false;
            }

            var seen = await AskAsync(subject, question, cancellationToken).ConfigureAwait(false);
            inARow = seen is null ? inARow + 1 : 0;
            lastSeen = seen ?? $"{inARow} answers in a row";
            if (inARow == Answers)
            {
                return true;
            }

            if (seen is not null)
            {
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(ended, Task.Delay(Pause, TimeProvider, pause.Token)).ConfigureAwait(false);
                await pause.CancelAsync().ConfigureAwait(false);
            }
        }

        throw new TargetNotReadyException(
            "DR3302",
            subject,
            $"{subject} did not answer a query {Answers} times in a row within {Limit.TotalSeconds:0.#} s; last seen: {lastSeen}.",
            "Does the machine lack memory or disk space, or is the limit too short for the amount of WAL to replay?",
            LineTail.Of(await log(CancellationToken.None).ConfigureAwait(false), 20));
    }

    private async Task<string?> AskAsync(string subject, Func<CancellationToken, Task<string?>> question, CancellationToken cancellationToken)
    {
        using var overLimit = new CancellationTokenSource(QuestionLimit, TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        try
        {
            return await question(either.Token).ConfigureAwait(false);
        }
        catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // It answers, and will not answer otherwise later.
            throw new TargetNotReadyException(
                "DR3302",
                subject,
                $"{subject} cannot be asked: {none.MessageText}.",
                "was that database dropped at the source, or its folder below 'base' left out of the backup? One of that name is needed to look at a server.");
        }
        catch (NpgsqlException refused)
        {
            return refused.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {QuestionLimit.TotalSeconds:0.#} s";
        }
    }
}
