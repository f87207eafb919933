using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Oci.Common.Utils;

namespace Oci.ObjectstorageService.Models;

public class CreateBucketDetails
{
    public enum PublicAccessTypeEnum
    {
        [EnumMember(Value = "NoPublicAccess")]
        NoPublicAccess,

        [EnumMember(Value = "ObjectRead")]
        ObjectRead,

        [EnumMember(Value = "ObjectReadWithoutList")]
        ObjectReadWithoutList,
    }

    public enum StorageTierEnum
    {
        [EnumMember(Value = "Standard")]
        Standard,

        [EnumMember(Value = "Archive")]
        Archive,
    }

    public enum VersioningEnum
    {
        [EnumMember(Value = "Enabled")]
        Enabled,

        [EnumMember(Value = "Disabled")]
        Disabled,
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonProperty(PropertyName = "publicAccessType")]
    [JsonConverter(typeof(StringEnumConverter))]
    public PublicAccessTypeEnum? PublicAccessType { get; set; }

    [JsonProperty(PropertyName = "storageTier")]
    [JsonConverter(typeof(StringEnumConverter))]
    public StorageTierEnum? StorageTier { get; set; }

    [JsonProperty(PropertyName = "objectEventsEnabled")]
    public bool? ObjectEventsEnabled { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "kmsKeyId")]
    public string KmsKeyId { get; set; }

    [JsonProperty(PropertyName = "versioning")]
    [JsonConverter(typeof(StringEnumConverter))]
    public VersioningEnum? Versioning { get; set; }

    [JsonProperty(PropertyName = "autoTiering")]
    [JsonConverter(typeof(StringEnumConverter))]
    public System.Nullable<Bucket.AutoTieringEnum> AutoTiering { get; set; }

    [JsonProperty(PropertyName = "bucketScope")]
    [JsonConverter(typeof(StringEnumConverter))]
    public System.Nullable<Bucket.BucketScopeEnum> BucketScope { get; set; }
}

public class Bucket
{
    public enum PublicAccessTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "NoPublicAccess")]
        NoPublicAccess,

        [EnumMember(Value = "ObjectRead")]
        ObjectRead,

        [EnumMember(Value = "ObjectReadWithoutList")]
        ObjectReadWithoutList,
    }

    public enum StorageTierEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "Standard")]
        Standard,

        [EnumMember(Value = "Archive")]
        Archive,
    }

    public enum VersioningEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "Enabled")]
        Enabled,

        [EnumMember(Value = "Suspended")]
        Suspended,

        [EnumMember(Value = "Disabled")]
        Disabled,
    }

    public enum AutoTieringEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "Disabled")]
        Disabled,

        [EnumMember(Value = "InfrequentAccess")]
        InfrequentAccess,
    }

    public enum BucketScopeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "NAMESPACE")]
        Namespace,

        [EnumMember(Value = "REGION")]
        Region,
    }

    [JsonProperty(PropertyName = "namespace")]
    public string Namespace { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonProperty(PropertyName = "createdBy")]
    public string CreatedBy { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "publicAccessType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public PublicAccessTypeEnum? PublicAccessType { get; set; }

    [JsonProperty(PropertyName = "storageTier")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StorageTierEnum? StorageTier { get; set; }

    [JsonProperty(PropertyName = "objectEventsEnabled")]
    public bool? ObjectEventsEnabled { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "kmsKeyId")]
    public string KmsKeyId { get; set; }

    [JsonProperty(PropertyName = "objectLifecyclePolicyEtag")]
    public string ObjectLifecyclePolicyEtag { get; set; }

    [JsonProperty(PropertyName = "approximateCount")]
    public long? ApproximateCount { get; set; }

    [JsonProperty(PropertyName = "approximateSize")]
    public long? ApproximateSize { get; set; }

    [JsonProperty(PropertyName = "replicationEnabled")]
    public bool? ReplicationEnabled { get; set; }

    [JsonProperty(PropertyName = "isReadOnly")]
    public bool? IsReadOnly { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "versioning")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public VersioningEnum? Versioning { get; set; }

    [JsonProperty(PropertyName = "autoTiering")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public AutoTieringEnum? AutoTiering { get; set; }

    [JsonProperty(PropertyName = "bucketScope")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public BucketScopeEnum? BucketScope { get; set; }
}

public class BucketSummary
{
    [JsonProperty(PropertyName = "namespace")]
    public string Namespace { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "createdBy")]
    public string CreatedBy { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "bucketScope")]
    [JsonConverter(typeof(StringEnumConverter))]
    public System.Nullable<Bucket.BucketScopeEnum> BucketScope { get; set; }
}
