using System.Text.Json.Serialization;

namespace DrDrills.Backups;

/// <summary>One role that the database needs.</summary>
/// <param name="Name">Role name.</param>
/// <param name="Attributes">Attributes in a fixed order, such as <c>LOGIN INHERIT BYPASSRLS</c>; never a password.</param>
/// <param name="MemberOf">Roles it is a member of, by name (ordinal).</param>
public sealed record ManifestRole(string Name, string Attributes, IReadOnlyList<string> MemberOf)
{
    /// <value>What it may do with each of its memberships; null where it has none, or where that is not known.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ManifestMembership>? Memberships { get; init; }

    /// <summary>What it may do with its membership in a role; null where that is not known.</summary>
    /// <param name="role">A role of <see cref="MemberOf"/>.</param>
    public ManifestMembership? MembershipIn(string role) => Memberships?.FirstOrDefault(membership => membership.Role == role);

    /// <summary>The same role as a member of one more, or with more to do with a membership that it has.</summary>
    /// <param name="membership">The membership; options that it leaves open stay as they were.</param>
    public ManifestRole Joining(ManifestMembership membership)
    {
        ArgumentNullException.ThrowIfNull(membership);
        var both = MembershipIn(membership.Role) is { } had
            ? new ManifestMembership(
                had.Role, had.Admin || membership.Admin, Either(had.Inherit, membership.Inherit), Either(had.Set, membership.Set))
            : membership;
        return this with
        {
            MemberOf = [.. MemberOf.Append(membership.Role).Distinct().Order(StringComparer.Ordinal)],
            Memberships =
            [
                .. (Memberships ?? []).Where(other => other.Role != membership.Role).Append(both)
                    .OrderBy(other => other.Role, StringComparer.Ordinal),
            ],
        };
    }

    private static bool? Either(bool? one, bool? other) => one is null ? other : other is null ? one : one.Value || other.Value;
}
