using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.VaultService.Models;

namespace Oci.VaultService.Requests;

public class ListSecretsRequest : IOciRequest
{
    public enum SortByEnum
    {
        [EnumMember(Value = "TIMECREATED")]
        Timecreated,

        [EnumMember(Value = "NAME")]
        Name,
    }

    public enum SortOrderEnum
    {
        [EnumMember(Value = "ASC")]
        Asc,

        [EnumMember(Value = "DESC")]
        Desc,
    }

    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "name")]
    public string Name { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "sortBy")]
    public SortByEnum? SortBy { get; set; }

    [HttpConverter(TargetEnum.Query, "sortOrder")]
    public SortOrderEnum? SortOrder { get; set; }

    [HttpConverter(TargetEnum.Query, "vaultId")]
    public string VaultId { get; set; }

    [HttpConverter(TargetEnum.Query, "lifecycleState")]
    public SecretSummary.LifecycleStateEnum? LifecycleState { get; set; }
}

public class GetSecretRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class CreateSecretRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public CreateSecretDetails CreateSecretDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }
}

public class UpdateSecretRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public UpdateSecretDetails UpdateSecretDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ListSecretVersionsRequest : IOciRequest
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

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "sortBy")]
    public SortByEnum? SortBy { get; set; }

    [HttpConverter(TargetEnum.Query, "sortOrder")]
    public SortOrderEnum? SortOrder { get; set; }
}

public class GetSecretVersionRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Path, "secretVersionNumber")]
    public long? SecretVersionNumber { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ScheduleSecretDeletionRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public ScheduleSecretDeletionDetails ScheduleSecretDeletionDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class CancelSecretDeletionRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ScheduleSecretVersionDeletionRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "secretId")]
    public string SecretId { get; set; }

    [HttpConverter(TargetEnum.Path, "secretVersionNumber")]
    public long? SecretVersionNumber { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public ScheduleSecretVersionDeletionDetails ScheduleSecretVersionDeletionDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
