using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Permissions;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Cli.Diagnosis;

/// <summary>Looks at what the identity of <c>drdrills.json</c> may do in its tenancy. Changes nothing there.</summary>
internal static class TenancyDiagnosis
{
    /// <summary>One line for each permission; the hint is the statement that grants it.</summary>
    /// <exception cref="ConfigurationInvalidException">No tenancy is configured, or no system has anything there.</exception>
    public static async Task<IReadOnlyList<DiagnosisLine>> LookAsync(
        DrDrillsConfiguration configuration, string subject, TimeProvider clock, CancellationToken cancellationToken)
    {
        var systems = configuration.Systems.Select(system => system.Oci).OfType<OciSources>().ToList();
        if (configuration.Oci is not { } oci || systems.All(sources => sources.Compartments.Count == 0))
        {
            throw new ConfigurationInvalidException("The configuration", [
                $"{DrDrillsConfiguration.FileName} names no tenancy ('oci'), or no system with compartments there ('systems[].oci.compartments').",
            ]);
        }

        using var tenancy = new OciTenancy(OciTenancyOptions.Of(oci, RunIds.New(clock)), clock);
        var answers = await new TenancyPermissions(tenancy, subject).AskAsync(systems, cancellationToken).ConfigureAwait(false);
        return
        [
            new DiagnosisLine("identity", DiagnosisState.Here, $"{tenancy.Options.Authentication}, regions {string.Join(", ", oci.Regions)}"),
            .. answers.Select(answer => new DiagnosisLine(
                answer.Need,
                answer.State switch
                {
                    PermissionState.Granted => DiagnosisState.Here,
                    PermissionState.Missing => DiagnosisState.Missing,
                    _ => DiagnosisState.Limited,
                },
                answer.Observed,
                answer.State == PermissionState.Granted ? null : answer.Statement)),
        ];
    }
}
