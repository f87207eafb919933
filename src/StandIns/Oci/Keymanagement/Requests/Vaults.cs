using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;

namespace Oci.KeymanagementService.Requests;

public class ListVaultsRequest : IOciRequest
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
}

public class GetVaultRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "vaultId")]
    public string VaultId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
