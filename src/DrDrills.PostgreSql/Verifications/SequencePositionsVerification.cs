using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The position of every sequence against the manifest.</summary>
/// <remarks>
/// A server that recovers from its log starts a sequence up to 32 steps ahead, since it logs them in advance (PostgreSQL,
/// <c>SEQ_LOG_VALS</c>), so a physical backup may come back that far ahead.
/// </remarks>
internal sealed class SequencePositionsVerification : DatabaseVerification
{
    private const int LoggedAhead = 32;

    public override VerificationId Id { get; } = VerificationId.Parse("sequence-positions");

    public override string Title => "Sequence positions";

    public override string Proves => "Every sequence goes on where it stood when the backup was taken.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        var came = (await ReadAsync(database, session => SequenceReader.ReadAsync(session, cancellationToken), cancellationToken)
            .ConfigureAwait(false)).ToDictionary(sequence => (sequence.Schema, sequence.Name));
        var slack = PhysicalBackup.Is(context)
            ? await ReadAsync(database, session => ReadSlackAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false)
            : new Dictionary<(string Schema, string Name), decimal>();
        var findings = new List<Finding>();
        foreach (var sequence in manifest.Sequences)
        {
            if (!came.TryGetValue((sequence.Schema, sequence.Name), out var now))
            {
                findings.Add(Finding("DRF401", sequence, "no such sequence", "The sequence did not come back."));
            }
            else if (!Fits(sequence, now, slack.GetValueOrDefault((sequence.Schema, sequence.Name))))
            {
                findings.Add(Finding("DRF402", sequence, Position(now.LastValue, now.IsCalled), "The sequence does not go on where it stood."));
            }
        }

        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{manifest.Sequences.Count} sequences"), findings);
    }

    /// <summary>How far each sequence of a copy of files may lie ahead of where it stood.</summary>
    internal static async Task<Dictionary<(string Schema, string Name), decimal>> ReadSlackAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        (await SequenceReader.ReadStepsAsync(session, cancellationToken).ConfigureAwait(false))
            .ToDictionary(step => step.Key, step => step.Value * LoggedAhead);

    /// <summary>Whether a sequence stands where it stood, or as far ahead as it may.</summary>
    internal static bool Fits(ManifestSequence was, ManifestSequence now, decimal ahead)
    {
        if (was.MovedTo is null && ahead == 0)
        {
            return now.LastValue == was.LastValue && now.IsCalled == was.IsCalled;
        }

        var end = (was.MovedTo ?? was.LastValue) + ahead;
        return now.LastValue >= Math.Min(was.LastValue, end) && now.LastValue <= Math.Max(was.LastValue, end)
            && (now.IsCalled || !was.IsCalled);
    }

    private static string Position(long lastValue, bool isCalled) => string.Create(
        CultureInfo.InvariantCulture, $"last value {lastValue}{(isCalled ? "" : ", not yet used")}");

    private static Finding Finding(string code, ManifestSequence sequence, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"sequence {sequence.Schema}.{sequence.Name}",
        Expected = Position(sequence.LastValue, sequence.IsCalled)
            + (sequence.MovedTo is { } moved ? string.Create(CultureInfo.InvariantCulture, $" to {moved}") : ""),
        Observed = observed,
        Statement = statement,
    };
}
