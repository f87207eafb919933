namespace DrDrills.Oci.Policies.Inventory;

/// <summary>One backup of an audited resource, or one object of an archive.</summary>
/// <param name="Id">OCID or name.</param>
/// <param name="At">UTC instant that it stands for.</param>
/// <param name="Region">Where it lies.</param>
/// <param name="ExpiresAt">UTC instant at which it is removed by itself; null where it is kept until somebody removes it.</param>
/// <param name="Usable">Whether the service says that it can be restored.</param>
public sealed record AuditedBackup(string Id, DateTimeOffset At, string Region, DateTimeOffset? ExpiresAt, bool Usable);
