using System.Data.Common;
using DrDrills.PostgreSql.Backups.Scripts;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>As <see cref="SupabaseSchemasVerification"/>, of the platform's daily file, which holds all of every schema.</summary>
internal sealed class SupabaseDailyVerification : DatabaseVerification
{
    /// <summary>The database of every project.</summary>
    private const string Project = "postgres";

    public override VerificationId Id { get; } = VerificationId.Parse("schemas");

    public override string Title => "Schemas";

    public override string Proves => "Every schema of the project came back, the platform's too, each table with the rows that the backup holds.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Witness is not ScriptWitness script)
        {
            return VerificationAnswer.CouldNotAsk("what the backup holds was not seen while it was restored");
        }

        var digest = context.Manifest is { Tables.Count: > 0 } manifest ? TableDigests.Find(manifest.DigestAlgorithm) : new RowCount();
        if (digest is null)
        {
            return VerificationAnswer.CouldNotAsk($"the manifest's digest '{context.Manifest!.DigestAlgorithm}' is not among those of this build");
        }

        var copy = await DatabaseDigest.ReadAsync(
            context.Databases.FirstOrDefault(one => one.Name == Project)?.Database ?? database, digest, null, context.Parallelism, null, cancellationToken)
            .ConfigureAwait(false);
        var spared = script.Spared.LackingSchemas;
        var report = new SupabaseSchemaReport(
            [.. script.Tables.Where(table => table.Database == Project).Select(table => new SupabaseTableRows(table.Schema, table.Name, [], table.Rows))],
            [.. script.Spared.Lacking],
            schema => spared.Contains(schema) ? SupabaseShare.Nothing : SupabaseShare.All);
        report.NoteLacking(new HashSet<string>(), null);
        foreach (var lost in script.Spared.Lost.Where(table => table.Rows > 0))
        {
            report.NoteLost(lost.Schema, lost.Name, lost.Rows, script.Spared.LackingOf(lost.Schema));
        }

        report.CompareWithPlatform(copy);
        report.CompareWithScripts(copy);
        if (context.Manifest is { Tables.Count: > 0 } described)
        {
            report.CompareRows(described with { Tables = [.. described.Tables.Where(table => !spared.Contains(table.Schema))] }, copy);
        }

        return report.Answer();
    }
}
