using DrDrills.Cli.Options;
using DrDrills.Cli.Output;
using DrDrills.Cli.Running;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Comparisons;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.Cli.Comparing;

/// <summary>One call of <c>compare</c>: backups are restored first, then both sides compared, then the copies disposed of.</summary>
internal sealed class CompareSession(VerbContext context, CompareRequest request)
{
    private readonly List<DrillRun> _restores = [];
    private IPostgresTarget? _target;
    private Comparison? _comparison;

    /// <summary>Compares, tells what came of it, and returns the exit code for it.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        if (request.A.Backup is not null || request.B.Backup is not null)
        {
            _target = await TargetChoice.SelectAsync(context.Screen, request.Target, null, [], cancellationToken).ConfigureAwait(false);
        }

        await WorkDisplay.RunAsync(context, "compare", async progress =>
        {
            await WithAsync(
                request.A,
                progress,
                (a, stopA) => WithAsync(request.B, progress, (b, stopB) => CompareAsync(a, b, progress, stopB), stopA),
                cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return await ConcludeAsync().ConfigureAwait(false);
    }

    private async Task CompareAsync(
        ComparedSource a, ComparedSource b, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        _comparison = await DatabaseComparison.RunAsync(a, b, request.Options, progress, cancellationToken).ConfigureAwait(false);

    private async Task WithAsync(
        ComparedPlace place,
        IProgress<StageProgress> progress,
        Func<ComparedSource, CancellationToken, Task> use,
        CancellationToken cancellationToken)
    {
        if (place.Connection is { } connection)
        {
            var database = NpgsqlDataSource.Create(connection.Settings);
            await using (database.ConfigureAwait(false))
            {
                await use(new ComparedSource(connection.ToString(), database), cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            _restores.Add(await new RestoredSide(context, request, place, _target!)
                .RunAsync(progress, use, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<ExitCode> ConcludeAsync()
    {
        if (_comparison is { } comparison)
        {
            new ComparisonText(context.Screen, request.Options.Most).Show(comparison);
            await JsonOption.WriteTextAsync(context.Screen, request.Json, ComparisonJson.Format(comparison), CancellationToken.None).ConfigureAwait(false);
        }

        // What is known to differ outranks everything else; the inner restore's trouble is the reason for the outer one's.
        var troubled = _restores.Find(run => run.ExitCode != ExitCode.Passed);
        if (troubled is not null)
        {
            context.Screen.Say($"Backup '{troubled.Backup?.Id.Value ?? "?"}': {troubled.VerdictReason}");
            if (troubled.Error is { } error)
            {
                context.Screen.Say(error.Message);
            }
        }

        return _comparison?.Outcome == ComparisonOutcome.Different ? ExitCode.VerificationFailed
            : troubled is not null ? troubled.ExitCode
            : _comparison?.Outcome == ComparisonOutcome.Equal ? ExitCode.Passed
            : ExitCode.Inconclusive;
    }
}
