using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Oci.Common.Utils;

namespace Oci.ObjectstorageService.Models;

public class CreateMultipartUploadDetails
{
    [JsonProperty(PropertyName = "object")]
    public string Object { get; set; }

    [JsonProperty(PropertyName = "contentType")]
    public string ContentType { get; set; }

    [JsonProperty(PropertyName = "contentEncoding")]
    public string ContentEncoding { get; set; }

    [JsonProperty(PropertyName = "storageTier")]
    [JsonConverter(typeof(StringEnumConverter))]
    public StorageTier? StorageTier { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, string> Metadata { get; set; }
}

public class MultipartUpload
{
    [JsonProperty(PropertyName = "namespace")]
    public string Namespace { get; set; }

    [JsonProperty(PropertyName = "bucket")]
    public string Bucket { get; set; }

    [JsonProperty(PropertyName = "object")]
    public string Object { get; set; }

    [JsonProperty(PropertyName = "uploadId")]
    public string UploadId { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "storageTier")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StorageTier? StorageTier { get; set; }
}

public class MultipartUploadPartSummary
{
    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }

    [JsonProperty(PropertyName = "md5")]
    public string Md5 { get; set; }

    [JsonProperty(PropertyName = "size")]
    public long? Size { get; set; }

    [JsonProperty(PropertyName = "partNumber")]
    public int? PartNumber { get; set; }
}

public class CommitMultipartUploadDetails
{
    [JsonProperty(PropertyName = "partsToCommit")]
    public List<CommitMultipartUploadPartDetails> PartsToCommit { get; set; }

    [JsonProperty(PropertyName = "partsToExclude")]
    public List<int> PartsToExclude { get; set; }
}

public class CommitMultipartUploadPartDetails
{
    [JsonProperty(PropertyName = "partNum")]
    public int? PartNum { get; set; }

    [JsonProperty(PropertyName = "etag")]
    public string Etag { get; set; }
}
