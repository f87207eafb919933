using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The roles that the database needs, their attributes and memberships.</summary>
internal sealed class RolesVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("roles");

    public override string Title => "Roles";

    public override string Proves => "Every role that owns, is granted to or is named by the data exists, with its attributes and memberships.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        var (came, restorer) = await ReadAsync(database, session => CameAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{manifest.Roles.Count} roles"), Compare(manifest.Roles, came, restorer));
    }

    /// <summary>The roles of the copy, and who asks where that is no superuser (else empty): then it has joined the roles that it restored.</summary>
    internal static async Task<(IReadOnlyList<ManifestRole> Roles, string Restorer)> CameAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        (await RoleReader.ReadAllAsync(session, cancellationToken).ConfigureAwait(false),
        await session.ScalarAsync<string>(
            "SELECT CASE WHEN rolsuper THEN '' ELSE rolname::text END FROM pg_roles WHERE rolname = current_user", cancellationToken)
            .ConfigureAwait(false));

    /// <summary>Where the roles that came are not those that were.</summary>
    /// <param name="expected">As they were.</param>
    /// <param name="observed">As they came.</param>
    /// <param name="restorer">Who may be a member of more than it was, because it restored by that; empty where nobody may.</param>
    internal static IReadOnlyList<Finding> Compare(
        IEnumerable<ManifestRole> expected, IEnumerable<ManifestRole> observed, string restorer)
    {
        var came = observed.ToDictionary(role => role.Name, StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var was in expected)
        {
            if (!came.TryGetValue(was.Name, out var now))
            {
                findings.Add(Finding("DRF451", was.Name, was.Attributes, "no such role", "The role does not exist; what it owned or could do is lost."));
                continue;
            }

            if (now.Attributes != was.Attributes)
            {
                findings.Add(Finding("DRF452", was.Name, was.Attributes, now.Attributes, "The role has other attributes."));
            }

            findings.AddRange(CompareMemberships(was, now, mayHaveMore: was.Name == restorer));
        }

        return findings;
    }

    private static IEnumerable<Finding> CompareMemberships(ManifestRole was, ManifestRole now, bool mayHaveMore)
    {
        var came = now.MemberOf.ToHashSet(StringComparer.Ordinal);
        if (!(mayHaveMore ? came.IsSupersetOf(was.MemberOf) : came.SetEquals(was.MemberOf)))
        {
            yield return Finding("DRF453", was.Name, Members(was.MemberOf), Members(now.MemberOf), "The role is a member of other roles.");
        }

        foreach (var group in was.MemberOf.Where(came.Contains))
        {
            if (was.MembershipIn(group) is { } before && now.MembershipIn(group) is { } after
                && (Differs(before.Admin, after.Admin, mayHaveMore) || Differs(before.Inherit, after.Inherit, mayHaveMore)
                    || Differs(before.Set, after.Set, mayHaveMore)))
            {
                yield return Finding(
                    "DRF454", was.Name, $"member of {group} with {before}", $"member of {group} with {after}",
                    "The role may do other things with its membership.");
            }
        }
    }

    /// <summary>Whether an option that both servers know is another one.</summary>
    private static bool Differs(bool? was, bool? now, bool mayHaveMore) =>
        was is { } before && now is { } after && before != after && !(mayHaveMore && after);

    private static string Members(IReadOnlyList<string> roles) =>
        roles.Count == 0 ? "member of none" : "member of " + string.Join(", ", roles);

    private static Finding Finding(string code, string role, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"role {role}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
