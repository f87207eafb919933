using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Oci.KeymanagementService.Models;

public class BackupKeyDetails
{
    [JsonProperty(PropertyName = "backupLocation")]
    public BackupLocation BackupLocation { get; set; }
}

public class RestoreKeyFromObjectStoreDetails
{
    [JsonProperty(PropertyName = "backupLocation")]
    public BackupLocation BackupLocation { get; set; }
}

[JsonConverter(typeof(BackupLocationModelConverter))]
public class BackupLocation
{
    public enum DestinationEnum
    {
        [EnumMember(Value = "BUCKET")]
        Bucket,

        [EnumMember(Value = "PRE_AUTHENTICATED_REQUEST_URI")]
        PreAuthenticatedRequestUri,
    }
}

/// <summary>Reads the kind that "destination" names; null for one that is not known.</summary>
public class BackupLocationModelConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(BackupLocation);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JObject.Load(reader);
        BackupLocation known = json["destination"].Value<string>() switch
        {
            "BUCKET" => new BackupLocationBucket(),
            "PRE_AUTHENTICATED_REQUEST_URI" => new BackupLocationURI(),
            _ => null,
        };
        if (known is not null)
        {
            serializer.Populate(json.CreateReader(), known);
        }

        return known;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        throw new InvalidOperationException("Written as what it is.");
}

public class BackupLocationBucket : BackupLocation
{
    [JsonProperty(PropertyName = "namespace")]
    public string Namespace { get; set; }

    [JsonProperty(PropertyName = "bucketName")]
    public string BucketName { get; set; }

    [JsonProperty(PropertyName = "objectName")]
    public string ObjectName { get; set; }

    [JsonProperty(PropertyName = "destination")]
    internal readonly string kind = "BUCKET";
}

public class BackupLocationURI : BackupLocation
{
    [JsonProperty(PropertyName = "uri")]
    public string Uri { get; set; }

    [JsonProperty(PropertyName = "destination")]
    internal readonly string kind = "PRE_AUTHENTICATED_REQUEST_URI";
}
