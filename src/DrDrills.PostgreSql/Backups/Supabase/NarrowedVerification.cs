using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>A verification that is asked of the part of a manifest that this kind of backup can bring back.</summary>
/// <param name="inner">The verification.</param>
/// <param name="narrow">The part.</param>
internal sealed class NarrowedVerification(IVerification inner, Func<BackupManifest, VerificationContext, BackupManifest> narrow) : IVerification
{
    public NarrowedVerification(IVerification inner, Func<BackupManifest, BackupManifest> narrow) : this(inner, (manifest, _) => narrow(manifest))
    {
    }

    public VerificationId Id => inner.Id;

    public string Title => inner.Title;

    public string Proves => inner.Proves;

    public VerificationMoment Moment => inner.Moment;

    public bool GoesBesideOthers => inner.GoesBesideOthers;

    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken) => inner.RunAsync(
        context.Manifest is { } manifest ? context with { Backup = context.Backup with { Manifest = narrow(manifest, context) } } : context, cancellationToken);
}
