namespace DrDrills.Backups;

/// <summary>One role that the database needs.</summary>
/// <param name="Name">Role name.</param>
/// <param name="Attributes">Attributes in a fixed order, such as <c>LOGIN INHERIT BYPASSRLS</c>; never a password.</param>
/// <param name="MemberOf">Roles it is a member of, by name (ordinal).</param>
public sealed record ManifestRole(string Name, string Attributes, IReadOnlyList<string> MemberOf);
