using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Sequences against the live source: there, and not beyond where the source stands.</summary>
/// <remarks>
/// A sequence moves on with the source, so one that lies behind it is as it should be; whether it lies behind the data is asked by the write gate.
/// Asked in place of <see cref="SequencePositionsVerification"/>, whose name it bears.
/// </remarks>
internal sealed class LiveSequencesVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("sequence-positions");

    public override string Title => "Sequence positions";

    public override string Proves => "Every sequence of the live source is there.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Live is not { } live)
        {
            return VerificationAnswer.CouldNotAsk("there is no live source to compare with");
        }

        var (came, steps) = await ReadAsync(
            database,
            async session => (
                (await SequenceReader.ReadAsync(session, cancellationToken).ConfigureAwait(false))
                    .ToDictionary(sequence => (sequence.Schema, sequence.Name)),
                await SequenceReader.ReadStepsAsync(session, cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        var (equal, findings) = (0, new List<Finding>());
        foreach (var was in live.Manifest.Sequences)
        {
            var key = (was.Schema, was.Name);
            if (!came.TryGetValue(key, out var now))
            {
                findings.Add(Finding("DRF404", key, "a sequence, as at the source", "no such sequence",
                    "The sequence is at the source and not in the copy: made since the backup, or lost.", FindingSeverity.Error));
            }
            else if ((now.LastValue - (decimal)was.LastValue) * Math.Sign(steps.GetValueOrDefault(key)) > 0)
            {
                findings.Add(Finding("DRF403", key, Value(was.LastValue), Value(now.LastValue),
                    "The copy's sequence has gone further than the source's; was it set back since the backup?", FindingSeverity.Note));
            }
            else
            {
                equal += now.LastValue == was.LastValue && now.IsCalled == was.IsCalled ? 1 : 0;
            }
        }

        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{live.Manifest.Sequences.Count} sequences of the live source, {equal} of them at the same value"),
            findings);
    }

    private static string Value(long value) => string.Create(CultureInfo.InvariantCulture, $"last value {value}");

    private static Finding Finding(
        string code, (string Schema, string Name) sequence, string expected, string observed, string statement, FindingSeverity severity) => new()
    {
        Code = code,
        Subject = $"sequence {sequence.Schema}.{sequence.Name}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
        Severity = severity,
    };
}
