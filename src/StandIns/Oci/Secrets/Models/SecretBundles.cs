using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Oci.Common.Utils;

namespace Oci.SecretsService.Models;

public class SecretBundle
{
    public enum StagesEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

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

    [JsonProperty(PropertyName = "secretId")]
    public string SecretId { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "versionNumber")]
    public long? VersionNumber { get; set; }

    [JsonProperty(PropertyName = "versionName")]
    public string VersionName { get; set; }

    [JsonProperty(PropertyName = "secretBundleContent")]
    public SecretBundleContentDetails SecretBundleContent { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "timeOfExpiry")]
    public DateTime? TimeOfExpiry { get; set; }

    [JsonProperty(PropertyName = "stages", ItemConverterType = typeof(ResponseEnumConverter))]
    public List<StagesEnum> Stages { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, object> Metadata { get; set; }
}

[JsonConverter(typeof(SecretBundleContentDetailsModelConverter))]
public class SecretBundleContentDetails
{
    public enum ContentTypeEnum
    {
        [EnumMember(Value = "BASE64")]
        Base64,
    }
}

/// <summary>Reads the kind that "contentType" names; null for one that is not known.</summary>
public class SecretBundleContentDetailsModelConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(SecretBundleContentDetails);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JObject.Load(reader);
        SecretBundleContentDetails known = json["contentType"].Value<string>() switch
        {
            "BASE64" => new Base64SecretBundleContentDetails(),
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

public class Base64SecretBundleContentDetails : SecretBundleContentDetails
{
    [JsonProperty(PropertyName = "content")]
    public string Content { get; set; }

    [JsonProperty(PropertyName = "contentType")]
    internal readonly string kind = "BASE64";
}

public class SecretBundleVersionSummary
{
    public enum StagesEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

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

    [JsonProperty(PropertyName = "secretId")]
    public string SecretId { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "versionNumber")]
    public long? VersionNumber { get; set; }

    [JsonProperty(PropertyName = "versionName")]
    public string VersionName { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "timeOfExpiry")]
    public DateTime? TimeOfExpiry { get; set; }

    [JsonProperty(PropertyName = "stages", ItemConverterType = typeof(ResponseEnumConverter))]
    public List<StagesEnum> Stages { get; set; }
}
