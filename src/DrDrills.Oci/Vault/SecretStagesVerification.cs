using DrDrills.Verification;

namespace DrDrills.Oci.Vault;

/// <summary>Whether the vault marks the versions of the secret as they are used.</summary>
internal sealed class SecretStagesVerification(SecretRotation rotation) : RotationVerification(
    "secret-versions", "Secret versions", "The version in use is CURRENT, the replaced one is not, and nothing is left PENDING.")
{
    public const string WrongStage = "DRF545";

    public override async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var versions = await new VaultSecrets(rotation.Options.Tenancy)
            .VersionsAsync(rotation.Options.SecretId, cancellationToken).ConfigureAwait(false);
        var replaced = rotation.Options.KeepPrevious ? "PREVIOUS" : "DEPRECATED";
        var findings = new List<Finding>();
        Require(rotation.WantedVersion, "CURRENT");
        Require(rotation.ReplacedVersion, replaced);
        findings.AddRange(versions.Where(version => version.Stages.Contains("PENDING")).Select(version => Of(
            WrongStage, $"version {version.Number}", "not PENDING", "PENDING", "A version is staged that nobody made current.")));
        return VerificationAnswer.Looked($"{versions.Count} versions", findings);

        void Require(long number, string stage)
        {
            var found = versions.FirstOrDefault(version => version.Number == number);
            if (found?.Stages.Contains(stage) != true)
            {
                findings.Add(Of(
                    WrongStage,
                    $"version {number}",
                    stage,
                    found is null ? "no such version" : string.Join(", ", found.Stages),
                    "The vault marks another version than the one in use."));
            }
        }
    }
}
