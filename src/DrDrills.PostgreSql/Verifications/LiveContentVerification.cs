using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Rows and digest of every table against the live source at one snapshot.</summary>
/// <remarks>
/// The source has gone on since the backup was taken, so only an equal table is proven. What differs is a loss where something says so
/// (<see cref="LiveTableJudge"/>), and else drift: told, and inconclusive, for drift and a small loss look alike. Asked in place of
/// <see cref="TableContentVerification"/>, whose name it bears.
/// </remarks>
internal sealed class LiveContentVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("table-content");

    public override string Title => "Table content";

    public override string Proves => "Every table holds exactly the rows that the live source holds: each value as it is, none missing, none twice.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Live is not { } live)
        {
            return VerificationAnswer.CouldNotAsk("there is no live source to compare with");
        }

        if (live.Manifest.Tables.Sum(table => table.Rows) == 0)
        {
            return VerificationAnswer.CouldNotAsk("the live source holds no row; nothing would be compared with nothing");
        }

        var encoding = await ReadAsync(
            database,
            session => session.ScalarAsync<string>("SELECT current_setting('server_encoding')", cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if (encoding != live.Manifest.Source.Encoding || TableDigests.Find(live.Manifest.DigestAlgorithm) is not { } digest)
        {
            return VerificationAnswer.CouldNotAsk(
                $"the live source's rows were digested as {live.Manifest.DigestAlgorithm} in encoding {live.Manifest.Source.Encoding}; the copy has {encoding}");
        }

        var contents = await DatabaseDigest.ReadAsync(database, digest, null, context.Parallelism, null, cancellationToken).ConfigureAwait(false);
        var rows = await ReadAsync(
            database,
            session => CountedRows.FoldAsync(
                session,
                context,
                contents.Where(content => content.Table.Kind == DigestTableKind.Ordinary).Select(content => (content.Table, content.Part.Rows)),
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return Answer(context, live, contents).Counting(rows);
    }

    private static VerificationAnswer Answer(VerificationContext context, LiveSource live, IReadOnlyList<TableContent> contents)
    {
        var judge = new LiveTableJudge(live, context.Backup.TakenAt ?? context.RecoveryPoint?.Instant);
        var came = contents.ToDictionary(content => (content.Table.Schema, content.Table.Name));
        var (equal, derived, findings) = (0, 0, new List<Finding>());
        foreach (var table in live.Manifest.Tables)
        {
            came.Remove((table.Schema, table.Name), out var content);
            if (content is { Unreadable: null } && content.Part.Rows == table.Rows && content.Part.ToHex() == table.Digest)
            {
                equal++;
            }
            else if (content is { Unreadable: null } && IsDerived(content.Table.Kind, PhysicalBackup.Is(context)))
            {
                derived++;
            }
            else
            {
                findings.Add(judge.Judge(table, content));
            }
        }

        findings.AddRange(came.Values.Select(LiveTableJudge.NotAtSource));
        findings.Sort((one, other) => string.CompareOrdinal(one.Subject, other.Subject));
        var scope = string.Create(
            CultureInfo.InvariantCulture,
            $"{live.Manifest.Tables.Count} tables of the live source at {Instant(live.Manifest)}, {equal} of them equal in the copy"
            + $"{(derived == 0 ? "" : $", {derived} not judged because a restore fills them anew or leaves them empty")}");
        var drifted = findings.Count(finding => finding.Code == LiveTableJudge.Drift);
        return drifted == 0
            ? VerificationAnswer.Looked(scope, findings)
            : VerificationAnswer.CouldNotAsk(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{drifted} tables differ from the source, which has gone on since the backup was taken; drift cannot be told from a small loss here: "
                    + $"compare while the source stands still, or take backups with 'capture', whose manifest says exactly what they hold"),
                scope,
                findings);
    }

    /// <summary>Materialised views are computed anew by a dump's restore, unlogged tables come back empty from copied files.</summary>
    private static bool IsDerived(DigestTableKind kind, bool isPhysical) =>
        kind == (isPhysical ? DigestTableKind.Unlogged : DigestTableKind.MaterializedView);

    private static string Instant(BackupManifest live) => live.TakenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
