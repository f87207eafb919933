using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrDrills.Evidence;

/// <summary>Writes and reads <see cref="Stated{T}"/> in its one JSON shape.</summary>
internal sealed class StatedJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Stated<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Stated<T>>
        where T : notnull
    {
        public override Stated<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var members = document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
                : throw new JsonException("expected an object with 'state'");
            var state = members.TryGetValue("state", out var word)
                ? word.Deserialize<StatedState>(options)
                : throw new JsonException("an object lacks 'state'");
            var member = state == StatedState.Stated ? "value" : "reason";
            if (members.Count != 2 || !members.TryGetValue(member, out var content))
            {
                throw new JsonException($"an object whose state is '{word}' has '{member}' and nothing else");
            }

            return state == StatedState.Stated
                ? new Stated<T>(content.Deserialize<T>(options) ?? throw new JsonException("'value' is null"))
                : new Stated<T>(state, content.GetString() ?? throw new JsonException("'reason' is null"));
        }

        public override void Write(Utf8JsonWriter writer, Stated<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("state");
            JsonSerializer.Serialize(writer, value.State, options);
            if (value.IsStated)
            {
                writer.WritePropertyName("value");
                JsonSerializer.Serialize(writer, value.Value, options);
            }
            else
            {
                writer.WriteString("reason", value.Reason);
            }

            writer.WriteEndObject();
        }
    }
}
