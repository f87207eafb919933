using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The extensions of the database and their versions.</summary>
/// <remarks>
/// A dump names no versions, so a copy loaded from one has those that the target's packages install. That such a version is another than the source's
/// is noted: it says something about the target and nothing about the backup.
/// </remarks>
internal sealed class ExtensionsVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("extensions");

    public override string Title => "Extensions";

    public override string Proves => "Every extension is installed, in the schema it had and, but for what is noted, in the version.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        var (installed, available) = await ReadAsync(
            database,
            async session => (
                await ExtensionReader.ReadAsync(session, cancellationToken).ConfigureAwait(false),
                await ExtensionReader.ReadAvailableAsync(session, cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        var came = installed.ToDictionary(extension => extension.Name, StringComparer.Ordinal);
        var findings = new List<Finding>();
        var lacking = new List<string>();
        var isPhysical = PhysicalBackup.Is(context);
        foreach (var was in manifest.Extensions)
        {
            if (came.TryGetValue(was.Name, out var now))
            {
                if (now.Version != was.Version && !isPhysical && available.GetValueOrDefault(was.Name) == now.Version)
                {
                    findings.Add(Finding(
                        "DRF462", was.Name, $"version {was.Version}", $"version {now.Version}", "The target's package holds another version; a dump takes the one that is there.")
                        with { Severity = FindingSeverity.Note });
                }
                else if (now.Version != was.Version)
                {
                    findings.Add(Finding("DRF462", was.Name, $"version {was.Version}", $"version {now.Version}", "The extension has another version."));
                }

                if (now.Schema != was.Schema)
                {
                    findings.Add(Finding("DRF463", was.Name, $"schema {was.Schema}", $"schema {now.Schema}", "The extension lies in another schema."));
                }
            }
            else if (available.ContainsKey(was.Name))
            {
                findings.Add(Finding("DRF461", was.Name, $"version {was.Version}", "not installed", "The extension did not come back, though the server has it."));
            }
            else
            {
                lacking.Add($"{was.Name} {was.Version}");
            }
        }

        var scope = string.Create(CultureInfo.InvariantCulture, $"{manifest.Extensions.Count} extensions");
        return lacking.Count == 0
            ? VerificationAnswer.Looked(scope, findings)
            : VerificationAnswer.CouldNotAsk(
                $"the target server lacks the extension packages of {string.Join(", ", lacking)}; install them there and drill again",
                scope,
                findings);
    }

    private static Finding Finding(string code, string extension, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"extension {extension}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
