using System.Data.Common;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Manifests.Fingerprints;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Rows and definitions, schema by schema, each with a verdict of its own.</summary>
/// <remarks>
/// Of the project's own schemas, rows and definitions are compared; of the platform's, the rows that the data script holds, and the project's own
/// triggers and policies on their tables, which the CLI leaves out. A schema that no script of this kind holds is inconclusive, which is said
/// in a note and leaves the verdicts of the others as they are.
/// </remarks>
internal sealed class SupabaseSchemasVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("schemas");

    public override string Title => "Schemas";

    public override string Proves =>
        "Every schema of the project came back, its tables with the rows and its objects with the definitions they had; of the platform's schemas the rows.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Witness is not SupabaseWitness { Contents: var contents })
        {
            return VerificationAnswer.CouldNotAsk("what the backup's scripts hold is not known");
        }

        var available = await ReadAsync(
            database, session => ExtensionReader.ReadAvailableAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        var report = new SupabaseSchemaReport(contents);
        report.NoteLacking(available.Keys.ToHashSet(StringComparer.Ordinal), context.Manifest);
        if (context.Manifest is not { } manifest)
        {
            report.CompareWithScripts(await CountAsync(context, database, new RowCount(), cancellationToken).ConfigureAwait(false));
            return report.Answer();
        }

        if (TableDigests.Find(manifest.DigestAlgorithm) is not { } digest || manifest.Tables.Count == 0)
        {
            return VerificationAnswer.CouldNotAsk(manifest.Tables.Count == 0
                ? "the manifest names no table; nothing would be compared with nothing"
                : $"the manifest's digest '{manifest.DigestAlgorithm}' is not among those of this build");
        }

        var rows = await CountAsync(context, database, digest, cancellationToken).ConfigureAwait(false);
        var copy = await ReadAsync(database, session => CopyOfAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        report.CompareRows(manifest, rows);
        report.CompareObjects(manifest, copy);
        return report.Answer();
    }

    private static Task<IReadOnlyList<TableContent>> CountAsync(
        VerificationContext context, DbDataSource database, ITableDigest digest, CancellationToken cancellationToken) =>
        DatabaseDigest.ReadAsync(database, digest, null, context.Parallelism, null, cancellationToken);

    private static async Task<SupabaseCopy> CopyOfAsync(PinnedSession session, CancellationToken cancellationToken) => new(
        await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false),
        await SchemaFingerprints.ReadAsync(session, cancellationToken).ConfigureAwait(false),
        await RoleReader.ReadAllAsync(session, cancellationToken).ConfigureAwait(false),
        (await session.ReadAsync(SupabaseCopy.ExtensionMembers, row => row.GetString(0), cancellationToken).ConfigureAwait(false))
            .ToHashSet(StringComparer.Ordinal));
}
