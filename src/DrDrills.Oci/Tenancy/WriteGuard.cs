using System.Globalization;
using DrDrills.Errors;

namespace DrDrills.Oci.Tenancy;

/// <summary>Stands before every call that makes, changes or removes something: elsewhere, too much, or not ours is refused before it is asked for.</summary>
/// <remarks>Counts what this process makes; several threads may ask at once. OCI's own policies and quotas hold besides, and should say the same.</remarks>
/// <param name="limits">Where, how many, how large.</param>
/// <param name="runId">The run whose resources are ours.</param>
public sealed class WriteGuard(WriteLimits limits, string runId)
{
    private readonly Lock _gate = new();
    private int _resources;
    private long _gigabytes;

    /// <summary>Refuses to write outside the allow-listed compartments.</summary>
    /// <exception cref="TargetRefusedException">The compartment is not on the list (DR4021).</exception>
    public void RequireWritable(string compartmentId)
    {
        if (!limits.Compartments.Contains(compartmentId, StringComparer.Ordinal))
        {
            throw new TargetRefusedException(
                "DR4021",
                $"compartment '{compartmentId}'",
                $"Compartment '{compartmentId}' is not written to: it is not among the {limits.Compartments.Count} on the allow list.",
                "name a compartment for drills only in drdrills.json, oci.writable.compartments; never the one of production.");
        }
    }

    /// <summary>Counts one resource that is about to be made.</summary>
    /// <param name="kind">For messages: <c>volume</c>.</param>
    /// <param name="compartmentId">Where it will be made.</param>
    /// <param name="gigabytes">Its size in GiB; 0 for what has none.</param>
    /// <returns>Give it back once the resource is gone, or was not made after all.</returns>
    /// <exception cref="TargetRefusedException">The compartment is not on the list (DR4021), or it would be one too many (DR4022), or too large (DR4023).</exception>
    public WriteAllowance Allow(string kind, string compartmentId, long gigabytes = 0)
    {
        RequireWritable(compartmentId);
        lock (_gate)
        {
            if (_resources >= limits.MostResources)
            {
                throw Refused("DR4022", kind, $"this run has {_resources} resources already, and may have {limits.MostResources}", "oci.writable.mostResources");
            }

            if (gigabytes > limits.MostGigabytes - _gigabytes)
            {
                throw Refused(
                    "DR4023",
                    kind,
                    $"it has {gigabytes} GiB, this run has {_gigabytes} GiB already, and may have {limits.MostGigabytes} GiB",
                    "oci.writable.mostGigabytes");
            }

            _resources++;
            _gigabytes += gigabytes;
        }

        return new WriteAllowance(this, gigabytes);
    }

    /// <summary>Refuses to change or remove what does not carry this run's tag: production never does.</summary>
    /// <param name="resource">For messages: <c>volume 'ocid1…'</c>.</param>
    /// <param name="compartmentId">Where it lies.</param>
    /// <param name="freeformTags">Its tags, as just read from the service.</param>
    /// <exception cref="TargetRefusedException">It is not ours (DR4024), or lies outside the allow list (DR4021).</exception>
    public void RequireOurs(string resource, string compartmentId, IReadOnlyDictionary<string, string>? freeformTags)
    {
        RequireWritable(compartmentId);
        var run = RunTags.Read(freeformTags)?.RunId;
        if (run != runId)
        {
            throw new TargetRefusedException(
                "DR4024",
                resource,
                $"{resource} is neither changed nor removed: its tag '{RunTags.RunKey}' is {(run is null ? "missing" : $"'{run}'")}, expected '{runId}'.",
                "only what this run made is its own to remove; ./drdrills sweep removes what killed runs left.");
        }
    }

    internal void GiveBack(long gigabytes)
    {
        lock (_gate)
        {
            _resources--;
            _gigabytes -= gigabytes;
        }
    }

    private static TargetRefusedException Refused(string code, string kind, string why, string setting) => new(
        code,
        kind,
        string.Create(CultureInfo.InvariantCulture, $"One more {kind} is not made: {why}."),
        $"wait until other drills of the run have disposed of theirs, or raise {setting} in drdrills.json.");
}
