using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.KeymanagementService.Models;

namespace Oci.KeymanagementService.Requests;

public class ListKeysRequest : IOciRequest
{
    public enum SortByEnum
    {
        [EnumMember(Value = "TIMECREATED")]
        Timecreated,

        [EnumMember(Value = "DISPLAYNAME")]
        Displayname,
    }

    public enum SortOrderEnum
    {
        [EnumMember(Value = "ASC")]
        Asc,

        [EnumMember(Value = "DESC")]
        Desc,
    }

    public enum ProtectionModeEnum
    {
        [EnumMember(Value = "HSM")]
        Hsm,

        [EnumMember(Value = "SOFTWARE")]
        Software,

        [EnumMember(Value = "EXTERNAL")]
        External,
    }

    public enum AlgorithmEnum
    {
        [EnumMember(Value = "AES")]
        Aes,

        [EnumMember(Value = "RSA")]
        Rsa,

        [EnumMember(Value = "ECDSA")]
        Ecdsa,
    }

    public enum CurveIdEnum
    {
        [EnumMember(Value = "NIST_P256")]
        NistP256,

        [EnumMember(Value = "NIST_P384")]
        NistP384,

        [EnumMember(Value = "NIST_P521")]
        NistP521,
    }

    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

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

    [HttpConverter(TargetEnum.Query, "protectionMode")]
    public ProtectionModeEnum? ProtectionMode { get; set; }

    [HttpConverter(TargetEnum.Query, "algorithm")]
    public AlgorithmEnum? Algorithm { get; set; }

    [HttpConverter(TargetEnum.Query, "length")]
    public int? Length { get; set; }

    [HttpConverter(TargetEnum.Query, "curveId")]
    public CurveIdEnum? CurveId { get; set; }
}

public class GetKeyRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "keyId")]
    public string KeyId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ListKeyVersionsRequest : IOciRequest
{
    public enum SortByEnum
    {
        [EnumMember(Value = "TIMECREATED")]
        Timecreated,

        [EnumMember(Value = "DISPLAYNAME")]
        Displayname,
    }

    public enum SortOrderEnum
    {
        [EnumMember(Value = "ASC")]
        Asc,

        [EnumMember(Value = "DESC")]
        Desc,
    }

    [HttpConverter(TargetEnum.Path, "keyId")]
    public string KeyId { get; set; }

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

public class GetKeyVersionRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "keyId")]
    public string KeyId { get; set; }

    [HttpConverter(TargetEnum.Path, "keyVersionId")]
    public string KeyVersionId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class CancelKeyDeletionRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "keyId")]
    public string KeyId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }
}

public class BackupKeyRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "keyId")]
    public string KeyId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public BackupKeyDetails BackupKeyDetails { get; set; }
}

public class RestoreKeyFromObjectStoreRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public RestoreKeyFromObjectStoreDetails RestoreKeyFromObjectStoreDetails { get; set; }
}
