using DrDrills.Verification;

namespace DrDrills.Oci.Vault;

/// <summary>A question about a rotation that was made.</summary>
internal abstract class RotationVerification(string id, string title, string proves) : IVerification
{
    public VerificationId Id { get; } = VerificationId.Parse(id);

    public string Title => title;

    public string Proves => proves;

    public VerificationMoment Moment => VerificationMoment.Restored;

    public abstract Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken);

    protected static Finding Of(string code, string subject, string expected, string observed, string statement) => new()
    {
        Code = code, Subject = subject, Expected = expected, Observed = observed, Statement = statement,
    };
}
