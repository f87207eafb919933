using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Oci.DatabaseService.Models;

public class CreateAutonomousDatabaseBase
{
    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "dbName")]
    public string DbName { get; set; }

    [JsonProperty(PropertyName = "backupRetentionPeriodInDays")]
    public int? BackupRetentionPeriodInDays { get; set; }

    public enum ComputeModelEnum
    {
        [EnumMember(Value = "ECPU")]
        Ecpu,

        [EnumMember(Value = "OCPU")]
        Ocpu,
    }

    [JsonProperty(PropertyName = "computeModel")]
    [JsonConverter(typeof(StringEnumConverter))]
    public ComputeModelEnum? ComputeModel { get; set; }

    [JsonProperty(PropertyName = "computeCount")]
    public float? ComputeCount { get; set; }

    public enum DbWorkloadEnum
    {
        [EnumMember(Value = "OLTP")]
        Oltp,

        [EnumMember(Value = "DW")]
        Dw,

        [EnumMember(Value = "AJD")]
        Ajd,

        [EnumMember(Value = "APEX")]
        Apex,

        [EnumMember(Value = "LH")]
        Lh,
    }

    [JsonProperty(PropertyName = "dbWorkload")]
    [JsonConverter(typeof(StringEnumConverter))]
    public DbWorkloadEnum? DbWorkload { get; set; }

    [JsonProperty(PropertyName = "dataStorageSizeInGBs")]
    public int? DataStorageSizeInGBs { get; set; }

    [JsonProperty(PropertyName = "adminPassword")]
    public string AdminPassword { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "whitelistedIps")]
    public List<string> WhitelistedIps { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "dbVersion")]
    public string DbVersion { get; set; }

    [JsonProperty(PropertyName = "isMtlsConnectionRequired")]
    public bool? IsMtlsConnectionRequired { get; set; }
}
