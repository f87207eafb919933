using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace Oci.VaultService.Models;

[JsonConverter(typeof(SecretContentDetailsModelConverter))]
public class SecretContentDetails
{
    public enum ContentTypeEnum
    {
        [EnumMember(Value = "BASE64")]
        Base64,
    }

    public enum StageEnum
    {
        [EnumMember(Value = "CURRENT")]
        Current,

        [EnumMember(Value = "PENDING")]
        Pending,
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "stage")]
    [JsonConverter(typeof(StringEnumConverter))]
    public StageEnum? Stage { get; set; }
}

/// <summary>Reads the kind that "contentType" names; null for one that is not known.</summary>
public class SecretContentDetailsModelConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(SecretContentDetails);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JObject.Load(reader);
        SecretContentDetails known = json["contentType"].Value<string>() switch
        {
            "BASE64" => new Base64SecretContentDetails(),
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

public class Base64SecretContentDetails : SecretContentDetails
{
    [JsonProperty(PropertyName = "content")]
    public string Content { get; set; }

    [JsonProperty(PropertyName = "contentType")]
    internal readonly string kind = "BASE64";
}
