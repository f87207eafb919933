using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.Permissions;

/// <summary>Which permissions the drill's identity has, and the statement that grants each one it lacks. Makes and changes nothing.</summary>
/// <param name="tenancy">As whom, and where.</param>
/// <param name="subject">Who is granted, as a statement names it: <c>group drdrills</c>.</param>
public sealed class TenancyPermissions(OciTenancy tenancy, string subject)
{
    /// <summary>Asks for each; a call that is refused is a permission that is missing, for OCI does not tell "forbidden" from "not there".</summary>
    /// <param name="systems">What the systems have.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<PermissionAnswer>> AskAsync(IReadOnlyList<OciSources> systems, CancellationToken cancellationToken)
    {
        var probes = new PermissionProbes(tenancy);
        var answers = new List<PermissionAnswer>();
        foreach (var probe in systems
            .SelectMany(sources => sources.Compartments.SelectMany(compartment => probes.Reading(compartment, sources)))
            .Concat(tenancy.Options.Limits.Compartments.SelectMany(PermissionProbes.Writing)))
        {
            answers.Add(await AskAsync(probe, cancellationToken).ConfigureAwait(false));
        }

        return answers;
    }

    private async Task<PermissionAnswer> AskAsync(PermissionProbe probe, CancellationToken cancellationToken)
    {
        var statement = $"Allow {subject} to {probe.Grant} in {probe.Place}";
        if (probe is not { Operation: { } operation, Ask: { } ask })
        {
            return new PermissionAnswer(probe.Need, PermissionState.NotAsked, statement, "nothing harmless shows it");
        }

        try
        {
            await tenancy.Calls.AskAsync(operation, probe.Place, CallAsync, cancellationToken).ConfigureAwait(false);
            return new PermissionAnswer(probe.Need, PermissionState.Granted, statement, operation);
        }
        catch (CloudCallFailedException refused) when (refused.Status is 403 or 404)
        {
            return new PermissionAnswer(probe.Need, PermissionState.Missing, statement, $"{operation}: HTTP {refused.Status} {refused.ServiceCode}");
        }
        catch (CloudCallFailedException silent)
        {
            return new PermissionAnswer(probe.Need, PermissionState.NotAsked, statement, silent.Statement);
        }

        async Task<bool> CallAsync(CancellationToken token)
        {
            await ask(token).ConfigureAwait(false);
            return true;
        }
    }
}
