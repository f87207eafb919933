namespace DrDrills.Oci.Tenancy;

/// <summary>One thing in a tenancy that a run left there.</summary>
/// <param name="Resource">What.</param>
/// <param name="Region">Where.</param>
/// <param name="Because">Why it is a leftover.</param>
/// <param name="Removed">Whether it is gone now, as looked up afterwards.</param>
/// <param name="Detail">How its absence was seen, or why it is still there.</param>
public sealed record TenancyLeftover(TaggedResource Resource, string Region, string Because, bool Removed, string Detail)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Resource} in {Region} of run '{Resource.Tags.RunId}', {Because}: {(Removed ? "removed" : "could not be removed")} ({Detail})";
}
