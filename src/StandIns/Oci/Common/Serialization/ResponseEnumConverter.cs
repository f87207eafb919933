using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Oci.Common.Utils;

/// <summary>Reads a value that the enumeration does not know as its <c>UnknownEnumValue</c>.</summary>
public class ResponseEnumConverter : StringEnumConverter
{
    /// <inheritdoc/>
    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        try
        {
            return base.ReadJson(reader, objectType, existingValue, serializer);
        }
        catch (JsonSerializationException)
        {
            return Enum.Parse(Nullable.GetUnderlyingType(objectType) ?? objectType, "UnknownEnumValue", ignoreCase: true);
        }
    }
}
