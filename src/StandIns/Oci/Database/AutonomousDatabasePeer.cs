using Newtonsoft.Json;

namespace Oci.DatabaseService.Models;

public class AutonomousDatabasePeerCollection
{
    [JsonProperty(PropertyName = "items")]
    public List<AutonomousDatabasePeerSummary> Items { get; set; }
}

public class AutonomousDatabasePeerSummary
{
    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "region")]
    public string Region { get; set; }
}
