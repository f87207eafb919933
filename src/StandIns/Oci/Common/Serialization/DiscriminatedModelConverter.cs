using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Oci.Common.Serialization;

/// <summary>Reads a model of several kinds: one member says which. Writing is left to the model, whose private field carries that member.</summary>
/// <param name="member">The member that names the kind.</param>
/// <param name="make">An empty model of a kind; null for a kind that is not known, which is then read as no model at all.</param>
internal abstract class DiscriminatedModelConverter<T>(string member, Func<string, T> make) : JsonConverter
    where T : class
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(T);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null) return null;
        var json = JObject.Load(reader);
        var model = make(json[member]?.Value<string>());
        if (model is not null) serializer.Populate(json.CreateReader(), model);
        return model;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        throw new InvalidOperationException("A model writes itself.");
}
