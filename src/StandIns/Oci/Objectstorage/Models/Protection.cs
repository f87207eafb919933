using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Oci.Common.Utils;

namespace Oci.ObjectstorageService.Models;

public class CreatePreauthenticatedRequestDetails
{
    public enum AccessTypeEnum
    {
        [EnumMember(Value = "ObjectRead")]
        ObjectRead,

        [EnumMember(Value = "ObjectWrite")]
        ObjectWrite,

        [EnumMember(Value = "ObjectReadWrite")]
        ObjectReadWrite,

        [EnumMember(Value = "AnyObjectWrite")]
        AnyObjectWrite,

        [EnumMember(Value = "AnyObjectRead")]
        AnyObjectRead,

        [EnumMember(Value = "AnyObjectReadWrite")]
        AnyObjectReadWrite,
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "bucketListingAction")]
    [JsonConverter(typeof(StringEnumConverter))]
    public System.Nullable<PreauthenticatedRequest.BucketListingActionEnum> BucketListingAction { get; set; }

    [JsonProperty(PropertyName = "objectName")]
    public string ObjectName { get; set; }

    [JsonProperty(PropertyName = "accessType")]
    [JsonConverter(typeof(StringEnumConverter))]
    public AccessTypeEnum? AccessType { get; set; }

    [JsonProperty(PropertyName = "timeExpires")]
    public DateTime? TimeExpires { get; set; }
}

public class CreateReplicationPolicyDetails
{
    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "destinationRegionName")]
    public string DestinationRegionName { get; set; }

    [JsonProperty(PropertyName = "destinationBucketName")]
    public string DestinationBucketName { get; set; }
}

public class CreateRetentionRuleDetails
{
    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "duration")]
    public Duration Duration { get; set; }

    [JsonProperty(PropertyName = "timeRuleLocked")]
    public DateTime? TimeRuleLocked { get; set; }
}

public class Duration
{
    public enum TimeUnitEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "YEARS")]
        Years,

        [EnumMember(Value = "DAYS")]
        Days,
    }

    [JsonProperty(PropertyName = "timeAmount")]
    public long? TimeAmount { get; set; }

    [JsonProperty(PropertyName = "timeUnit")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public TimeUnitEnum? TimeUnit { get; set; }
}

public class PreauthenticatedRequest
{
    public enum BucketListingActionEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "Deny")]
        Deny,

        [EnumMember(Value = "ListObjects")]
        ListObjects,
    }

    public enum AccessTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ObjectRead")]
        ObjectRead,

        [EnumMember(Value = "ObjectWrite")]
        ObjectWrite,

        [EnumMember(Value = "ObjectReadWrite")]
        ObjectReadWrite,

        [EnumMember(Value = "AnyObjectWrite")]
        AnyObjectWrite,

        [EnumMember(Value = "AnyObjectRead")]
        AnyObjectRead,

        [EnumMember(Value = "AnyObjectReadWrite")]
        AnyObjectReadWrite,
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "accessUri")]
    public string AccessUri { get; set; }

    [JsonProperty(PropertyName = "objectName")]
    public string ObjectName { get; set; }

    [JsonProperty(PropertyName = "bucketListingAction")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public BucketListingActionEnum? BucketListingAction { get; set; }

    [JsonProperty(PropertyName = "accessType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public AccessTypeEnum? AccessType { get; set; }

    [JsonProperty(PropertyName = "timeExpires")]
    public DateTime? TimeExpires { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "fullPath")]
    public string FullPath { get; set; }
}

public class PreauthenticatedRequestSummary
{
    public enum AccessTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ObjectRead")]
        ObjectRead,

        [EnumMember(Value = "ObjectWrite")]
        ObjectWrite,

        [EnumMember(Value = "ObjectReadWrite")]
        ObjectReadWrite,

        [EnumMember(Value = "AnyObjectWrite")]
        AnyObjectWrite,

        [EnumMember(Value = "AnyObjectRead")]
        AnyObjectRead,

        [EnumMember(Value = "AnyObjectReadWrite")]
        AnyObjectReadWrite,
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "objectName")]
    public string ObjectName { get; set; }

    [JsonProperty(PropertyName = "bucketListingAction")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public System.Nullable<PreauthenticatedRequest.BucketListingActionEnum> BucketListingAction { get; set; }

    [JsonProperty(PropertyName = "accessType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public AccessTypeEnum? AccessType { get; set; }

    [JsonProperty(PropertyName = "timeExpires")]
    public DateTime? TimeExpires { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }
}

public class ReplicationPolicy
{
    public enum StatusEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ACTIVE")]
        Active,

        [EnumMember(Value = "CLIENT_ERROR")]
        ClientError,
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "destinationRegionName")]
    public string DestinationRegionName { get; set; }

    [JsonProperty(PropertyName = "destinationBucketName")]
    public string DestinationBucketName { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeLastSync")]
    public DateTime? TimeLastSync { get; set; }

    [JsonProperty(PropertyName = "status")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StatusEnum? Status { get; set; }

    [JsonProperty(PropertyName = "statusMessage")]
    public string StatusMessage { get; set; }
}

public class ReplicationPolicySummary
{
    public enum StatusEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ACTIVE")]
        Active,

        [EnumMember(Value = "CLIENT_ERROR")]
        ClientError,
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "destinationRegionName")]
    public string DestinationRegionName { get; set; }

    [JsonProperty(PropertyName = "destinationBucketName")]
    public string DestinationBucketName { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeLastSync")]
    public DateTime? TimeLastSync { get; set; }

    [JsonProperty(PropertyName = "status")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StatusEnum? Status { get; set; }

    [JsonProperty(PropertyName = "statusMessage")]
    public string StatusMessage { get; set; }
}

public class RetentionRule
{
    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "duration")]
    public Duration Duration { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "timeRuleLocked")]
    public DateTime? TimeRuleLocked { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeModified")]
    public DateTime? TimeModified { get; set; }
}

public class RetentionRuleCollection
{
    [JsonProperty(PropertyName = "items")]
    public List<RetentionRuleSummary> Items { get; set; }
}

public class RetentionRuleSummary
{
    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "duration")]
    public Duration Duration { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "timeRuleLocked")]
    public DateTime? TimeRuleLocked { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeModified")]
    public DateTime? TimeModified { get; set; }
}
