using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
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

        var came = (await ReadAsync(database, session => RoleReader.ReadAllAsync(session, cancellationToken), cancellationToken)
            .ConfigureAwait(false));
        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{manifest.Roles.Count} roles"), Compare(manifest.Roles, came));
    }

    /// <summary>Where the roles that came are not those that were.</summary>
    internal static IReadOnlyList<Finding> Compare(IEnumerable<ManifestRole> expected, IEnumerable<ManifestRole> observed)
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

            if (!now.MemberOf.ToHashSet(StringComparer.Ordinal).SetEquals(was.MemberOf))
            {
                findings.Add(Finding("DRF453", was.Name, Members(was.MemberOf), Members(now.MemberOf), "The role is a member of other roles."));
            }
        }

        return findings;
    }

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
