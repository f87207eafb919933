namespace DrDrills.Oci.Tenancy;

/// <summary>One resource that carries a run's tags, as a list of the service gives it.</summary>
/// <param name="Kind">What it is: <c>volume</c>.</param>
/// <param name="Id">Its OCID, or what else names it to the service.</param>
/// <param name="Name">Its display name.</param>
/// <param name="CompartmentId">Where it lies.</param>
/// <param name="Tags">The run's tags.</param>
public sealed record TaggedResource(string Kind, string Id, string Name, string CompartmentId, RunTags Tags)
{
    /// <summary>For messages: <c>volume 'drill-20260801' (ocid1…)</c>.</summary>
    public override string ToString() => $"{Kind} '{Name}' ({Id})";
}
