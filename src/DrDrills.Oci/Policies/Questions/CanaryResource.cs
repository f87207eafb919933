namespace DrDrills.Oci.Policies.Questions;

/// <summary>One canary, as just read.</summary>
/// <param name="Id">OCID or name.</param>
/// <param name="Title">For messages: <c>volume 'canary'</c>.</param>
internal sealed record CanaryResource(string Id, string Title);
