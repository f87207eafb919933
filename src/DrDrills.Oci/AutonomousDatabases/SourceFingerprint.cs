using System.Globalization;
using DrDrills.Backups;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>What a recovery must leave as it was: how the source is set up, and what its tables hold.</summary>
/// <param name="Attributes">By their names in the API. States that come and go by themselves are left out.</param>
/// <param name="Tables">Rows and digests; null where the content is not compared.</param>
public sealed record SourceFingerprint(IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<ManifestTable>? Tables)
{
    internal static SourceFingerprint Of(AutonomousDatabase database, IReadOnlyList<ManifestTable>? tables) => new(
        new Dictionary<string, string>
        {
            ["id"] = database.Id,
            ["compartmentId"] = database.CompartmentId,
            ["dbName"] = database.DbName,
            ["dbVersion"] = database.DbVersion ?? "",
            ["displayName"] = database.DisplayName ?? "",
            ["timeCreated"] = database.TimeCreated?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            ["whitelistedIps"] = string.Join(", ", (database.WhitelistedIps ?? []).Order(StringComparer.Ordinal)),
            ["role"] = database.Role?.ToString() ?? "",
            ["peerDbIds"] = string.Join(", ", (database.PeerDbIds ?? []).Order(StringComparer.Ordinal)),
            ["computeCount"] = database.ComputeCount?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["dataStorageSizeInGBs"] = database.DataStorageSizeInGBs?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["backupRetentionPeriodInDays"] = database.BackupRetentionPeriodInDays?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["kmsKeyId"] = database.KmsKeyId ?? "",
            ["freeformTags"] = string.Join(
                ", ", (database.FreeformTags ?? []).OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")),
        },
        tables);
}
