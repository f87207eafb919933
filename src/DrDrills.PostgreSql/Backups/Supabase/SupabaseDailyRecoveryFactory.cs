using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Scripts;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>
/// The platform's daily file of a project: a script of pg_dumpall, which brings roles, schemas and code of the platform itself, restored without the
/// extensions that only the platform has.
/// </summary>
internal sealed class SupabaseDailyRecoveryFactory : IRecoveryFactory
{
    public IReadOnlyList<BackupFormat> Formats { get; } = [SupabaseFormat.Daily];

    public bool IsPhysical => false;

    /// <summary>What only the platform's extensions hold is at the source and not in a copy without them.</summary>
    public bool ComparesWithLive => false;

    public IRecovery Create(RecoveryRequest request) => DumpRecoveryFactory.Make(request);

    public IReadOnlyList<IVerification> Verifications(IReadOnlyList<IVerification> usual) =>
    [
        .. new ClusterRecoveryFactory()
            .Verifications([.. usual.Where(verification => verification is not TableContentVerification)])
            .Select(verification => new NarrowedVerification(verification, Spared)),
        new SupabaseDailyVerification(),
    ];

    /// <summary>The backup makes the schemas of extensions itself.</summary>
    private static bool IsOfSchemaItself(ManifestObject item) =>
        item.Class is "schema" or "default privileges" || item.Identity.StartsWith("schema ", StringComparison.Ordinal);

    /// <summary>The part of a manifest that does not hang on extensions that the copy is without.</summary>
    private static BackupManifest Spared(BackupManifest manifest, VerificationContext context)
    {
        if (context.Witness is not ScriptWitness { Spared: { Lacking.Count: > 0 } spared })
        {
            return manifest;
        }

        var schemas = spared.LackingSchemas;
        return manifest with
        {
            Extensions = [.. manifest.Extensions.Where(extension => !spared.Lacking.Contains(extension.Name))],
            Objects = [.. manifest.Objects.Where(item => IsOfSchemaItself(item) || ObjectSchema.Of(item) is not { } schema || !schemas.Contains(schema))],
            Sequences = [.. manifest.Sequences.Where(sequence => !schemas.Contains(sequence.Schema))],
        };
    }
}
