using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What is asked of a Supabase project's backup: schema by schema, and of the platform's own only what the backup holds.</summary>
internal static class SupabaseVerifications
{
    private static readonly IReadOnlySet<string> _none = new HashSet<string>();

    public static IReadOnlyList<IVerification> Of(IReadOnlyList<IVerification> usual) =>
    [
        .. usual
            .Where(verification => verification is not TableContentVerification and not SchemaObjectsVerification)
            .Select(Narrowed),
        new SupabaseSchemasVerification(),
    ];

    private static IVerification Narrowed(IVerification verification) => verification switch
    {
        RolesVerification => new NarrowedVerification(
            verification, manifest => manifest with { Roles = [.. manifest.Roles.Where(role => !SupabasePlatform.IsRole(role.Name))] }),
        ExtensionsVerification => new NarrowedVerification(
            verification,
            manifest => manifest with { Extensions = [.. manifest.Extensions.Where(extension => !SupabasePlatform.Extensions.ContainsKey(extension.Name))] }),
        SequencePositionsVerification => new NarrowedVerification(
            verification,
            manifest => manifest with
            {
                Sequences = [.. manifest.Sequences.Where(sequence => SupabasePlatform.ShareOf(sequence.Schema, _none) != SupabaseShare.Nothing)],
            }),
        _ => verification,
    };
}
