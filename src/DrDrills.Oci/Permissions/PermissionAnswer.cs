namespace DrDrills.Oci.Permissions;

/// <summary>One permission that drills need, and whether it is there.</summary>
/// <param name="Need">What it is needed for.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Statement">The policy statement that grants it.</param>
/// <param name="Observed">What was called and what came back.</param>
public sealed record PermissionAnswer(string Need, PermissionState State, string Statement, string Observed);
