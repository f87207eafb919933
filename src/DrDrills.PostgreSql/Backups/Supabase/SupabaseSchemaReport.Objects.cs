using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <content>Definitions, and what of the project's own hangs on what is the platform's.</content>
internal sealed partial class SupabaseSchemaReport
{
    /// <summary>Objects against the manifest, and what of the project's own hangs on the platform's tables and roles.</summary>
    public void CompareObjects(BackupManifest manifest, SupabaseCopy copy)
    {
        var sameMajor = copy.Version / 10000 == manifest.Source.ServerVersionNumber / 10000;
        if (!sameMajor)
        {
            _impossible.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"the source is PostgreSQL {manifest.Source.ServerVersionNumber / 10000}, the copy {copy.Version / 10000}; each writes definitions its own way, so only names were compared"));
        }

        bool IsProjects(ManifestObject item) => IsProjectsOwn(item) && !(item.Class == "grant" && copy.OfExtensions.Contains(item.Identity));
        var expected = manifest.Objects.Where(IsProjects).ToList();
        var observed = copy.Objects.Where(IsProjects).ToList();
        var schemas = expected.Concat(observed).ToLookup(item => $"{item.Class} {item.Identity}", ObjectSchema.Of);
        _findings.AddRange(SchemaObjectsVerification.Compare(expected, observed, sameMajor, isPhysical: false)
            .Select(finding => (schemas[finding.Subject].FirstOrDefault(), finding)));
        foreach (var item in manifest.Objects.Where(IsCodeOnPlatform))
        {
            if (!copy.Objects.Any(came => came.Class == item.Class && came.Identity == item.Identity && (!sameMajor || came.Fingerprint == item.Fingerprint)))
            {
                Add(ObjectSchema.Of(item), new Finding
                {
                    Code = "DRF702",
                    Subject = $"{item.Class} {item.Identity}",
                    Expected = $"fingerprint {item.Fingerprint}",
                    Observed = "in no script, or another",
                    Statement = "The CLI leaves the platform's schemas out; add what 'supabase db diff --linked --schema auth,storage' writes to the backup.",
                });
            }
        }

        CompareMemberships(manifest, copy);
    }

    /// <summary>A platform's role that was made a member of the project's own: the CLI leaves that out too, and requests then lack its rights.</summary>
    private void CompareMemberships(BackupManifest manifest, SupabaseCopy copy)
    {
        var came = copy.Roles.ToDictionary(role => role.Name, role => role.MemberOf, StringComparer.Ordinal);
        foreach (var role in manifest.Roles.Where(role => SupabasePlatform.IsRole(role.Name)))
        {
            foreach (var group in role.MemberOf.Where(group => !SupabasePlatform.IsRole(group) && !group.StartsWith("pg_", StringComparison.Ordinal))
                .Except(came.GetValueOrDefault(role.Name, [])))
            {
                Add(null, new Finding
                {
                    Code = "DRF707",
                    Subject = $"role {role.Name}",
                    Expected = $"member of {group}",
                    Observed = "not a member",
                    Statement = "The CLI leaves memberships of the platform's roles out; whoever signs in through this role lacks what the other may do.",
                });
            }
        }
    }

    private bool IsProjectsOwn(ManifestObject item)
    {
        if (item.Class == "default privileges" && ObjectSchema.GrantorOf(item) is var grantor
            && grantor != SupabasePlatform.Owner && SupabasePlatform.IsRole(grantor))
        {
            return false;
        }

        if (ObjectSchema.Of(item) is { } schema)
        {
            return Share(schema) == SupabaseShare.All;
        }

        var name = item.Class is "owner" or "grant" or "comment" ? item.Identity : $"{item.Class} {item.Identity}";
        return !name.StartsWith("extension ", StringComparison.Ordinal)
            && !name.StartsWith("publication supabase_realtime_", StringComparison.Ordinal)
            && !SupabasePlatform.EventTriggers.Contains(name.Replace("event trigger ", "", StringComparison.Ordinal));
    }

    private bool IsCodeOnPlatform(ManifestObject item) =>
        item.Class is "trigger" or "policy" or "rule"
        && ObjectSchema.Of(item) is { } schema && Share(schema) != SupabaseShare.All
        && !(item.Class == "trigger" && SupabasePlatform.Triggers.Contains(item.Identity));
}
