namespace DrDrills.Oci.Permissions;

/// <summary>One permission and the harmless call that shows it.</summary>
/// <param name="Need">What it is needed for.</param>
/// <param name="Grant">Verb and resource type of the statement: <c>read volumes</c>.</param>
/// <param name="Place">Where: <c>compartment id ocid1…</c>.</param>
/// <param name="Operation">What is called; null where nothing harmless shows it.</param>
/// <param name="Ask">Calls it; null with <see cref="Operation"/>.</param>
internal sealed record PermissionProbe(string Need, string Grant, string Place, string? Operation, Func<CancellationToken, Task>? Ask);
