using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using Oci.Common.Http;

namespace Oci.Common.Serialization;

/// <summary>Moments as UTC to the millisecond, streams inside a body as base64.</summary>
internal sealed class WireContractResolver : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(DateTime)) property.Converter = new MomentConverter();
        if (typeof(Stream).IsAssignableFrom(type)) property.Converter = new BytesConverter();
        return property;
    }

    private sealed class MomentConverter : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) =>
            serializer.Deserialize<DateTime>(reader);

        public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
            writer.WriteValue(WireText.Moment(((DateTime)value).ToUniversalTime()));
    }

    private sealed class BytesConverter : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) =>
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes((string)reader.Value));

        public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
            writer.WriteValue(((MemoryStream)value).ToArray());
    }
}
