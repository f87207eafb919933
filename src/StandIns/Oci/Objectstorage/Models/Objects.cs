using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.ObjectstorageService.Models;

public class ListObjects
{
    [JsonProperty(PropertyName = "objects")]
    public List<ObjectSummary> Objects { get; set; }

    [JsonProperty(PropertyName = "prefixes")]
    public List<string> Prefixes { get; set; }

    [JsonProperty(PropertyName = "nextStartWith")]
    public string NextStartWith { get; set; }
}

public class ObjectSummary
{
    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "size")]
    public long? Size { get; set; }

    [JsonProperty(PropertyName = "md5")]
    public string Md5 { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "storageTier")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StorageTier? StorageTier { get; set; }

    [JsonProperty(PropertyName = "archivalState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public ArchivalState? ArchivalState { get; set; }

    [JsonProperty(PropertyName = "timeModified")]
    public DateTime? TimeModified { get; set; }
}

public class ObjectVersionCollection
{
    [JsonProperty(PropertyName = "items")]
    public List<ObjectVersionSummary> Items { get; set; }

    [JsonProperty(PropertyName = "prefixes")]
    public List<string> Prefixes { get; set; }
}

public class ObjectVersionSummary
{
    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "size")]
    public long? Size { get; set; }

    [JsonProperty(PropertyName = "md5")]
    public string Md5 { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeModified")]
    public DateTime? TimeModified { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "storageTier")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StorageTier? StorageTier { get; set; }

    [JsonProperty(PropertyName = "archivalState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public ArchivalState? ArchivalState { get; set; }

    [JsonProperty(PropertyName = "versionId")]
    public string VersionId { get; set; }

    [JsonProperty(PropertyName = "isDeleteMarker")]
    public bool? IsDeleteMarker { get; set; }
}

public class RestoreObjectsDetails
{
    [JsonProperty(PropertyName = "objectName")]
    public string ObjectName { get; set; }

    [JsonProperty(PropertyName = "hours")]
    public int? Hours { get; set; }

    [JsonProperty(PropertyName = "versionId")]
    public string VersionId { get; set; }
}

public enum StorageTier
{
    [EnumMember(Value = null)]
    UnknownEnumValue,

    [EnumMember(Value = "Standard")]
    Standard,

    [EnumMember(Value = "InfrequentAccess")]
    InfrequentAccess,

    [EnumMember(Value = "Archive")]
    Archive,
}

public enum ArchivalState
{
    [EnumMember(Value = null)]
    UnknownEnumValue,

    [EnumMember(Value = "Archived")]
    Archived,

    [EnumMember(Value = "Restoring")]
    Restoring,

    [EnumMember(Value = "Restored")]
    Restored,
}

public enum ChecksumAlgorithm
{
    [EnumMember(Value = "CRC32C")]
    Crc32C,

    [EnumMember(Value = "SHA256")]
    Sha256,

    [EnumMember(Value = "SHA384")]
    Sha384,
}
