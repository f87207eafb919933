using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;

namespace Oci.SecretsService.Requests;

public class GetSecretBundleRequest : IOciRequest
{
    public enum StageEnum
    {
        [EnumMember(Value = "CURRENT")]
        Current,

        [EnumMember(Value = "PENDING")]
        Pending,

        [EnumMember(Value = "LATEST")]
        Latest,

        [EnumMember(Value = "PREVIOUS")]
        Previous,

        [EnumMember(Value = "DEPRECATED")]
        Deprecated,
    }

    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "versionNumber")]
    public long? VersionNumber { get; set; }

    [HttpConverter(TargetEnum.Query, "secretVersionName")]
    public string SecretVersionName { get; set; }

    [HttpConverter(TargetEnum.Query, "stage")]
    public StageEnum? Stage { get; set; }
}

public class GetSecretBundleByNameRequest : IOciRequest
{
    public enum StageEnum
    {
        [EnumMember(Value = "CURRENT")]
        Current,

        [EnumMember(Value = "PENDING")]
        Pending,

        [EnumMember(Value = "LATEST")]
        Latest,

        [EnumMember(Value = "PREVIOUS")]
        Previous,

        [EnumMember(Value = "DEPRECATED")]
        Deprecated,
    }

    [HttpConverter(TargetEnum.Query, "secretName")]
    public string SecretName { get; set; }

    [HttpConverter(TargetEnum.Query, "vaultId")]
    public string VaultId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "versionNumber")]
    public long? VersionNumber { get; set; }

    [HttpConverter(TargetEnum.Query, "secretVersionName")]
    public string SecretVersionName { get; set; }

    [HttpConverter(TargetEnum.Query, "stage")]
    public StageEnum? Stage { get; set; }
}

public class ListSecretBundleVersionsRequest : IOciRequest
{
    public enum SortByEnum
    {
        [EnumMember(Value = "VERSION_NUMBER")]
        VersionNumber,
    }

    public enum SortOrderEnum
    {
        [EnumMember(Value = "ASC")]
        Asc,

        [EnumMember(Value = "DESC")]
        Desc,
    }

    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "sortBy")]
    public SortByEnum? SortBy { get; set; }

    [HttpConverter(TargetEnum.Query, "sortOrder")]
    public SortOrderEnum? SortOrder { get; set; }
}
