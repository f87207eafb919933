using Newtonsoft.Json;

namespace Oci.DatabaseService.Models;

public class UpdateAutonomousDatabaseDetails
{
    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "whitelistedIps")]
    public List<string> WhitelistedIps { get; set; }
}

public class RestoreAutonomousDatabaseDetails
{
    [JsonProperty(PropertyName = "timestamp")]
    public DateTime? Timestamp { get; set; }

    [JsonProperty(PropertyName = "databaseSCN")]
    public string DatabaseSCN { get; set; }

    [JsonProperty(PropertyName = "latest")]
    public bool? Latest { get; set; }
}
