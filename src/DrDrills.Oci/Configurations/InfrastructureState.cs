using System.Text.Json;
using DrDrills.Errors;

namespace DrDrills.Oci.Configurations;

/// <summary>The vaults, keys and secrets that an infrastructure state names.</summary>
/// <remarks>State files of Terraform, version 4; other kinds of resources are passed over.</remarks>
/// <param name="Resources">In the order of the file.</param>
internal sealed record InfrastructureState(IReadOnlyList<StateResource> Resources)
{
    public const string Vault = "oci_kms_vault";
    public const string Key = "oci_kms_key";
    public const string Secret = "oci_vault_secret";

    public IEnumerable<StateResource> Of(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The name of what an OCID stands for; the OCID where the state does not know it.</summary>
    public string NameOf(string id) => Resources.FirstOrDefault(resource => resource.Id == id)?.Name ?? id;

    /// <exception cref="ManifestInvalidException">It is no such file (DR4441).</exception>
    public static InfrastructureState Parse(string text, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.GetProperty("version").GetInt32() == 4)
            {
                return new InfrastructureState([.. json.RootElement.GetProperty("resources").EnumerateArray().SelectMany(Read)]);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Invalid(path, e);
        }

        throw Invalid(path, null);
    }

    private static IEnumerable<StateResource> Read(JsonElement resource)
    {
        var type = resource.GetProperty("type").GetString()!;
        return type is not (Vault or Key or Secret) ? [] : resource.GetProperty("instances").EnumerateArray().Select(instance =>
        {
            var attributes = instance.GetProperty("attributes");
            string? Text(string name) => attributes.TryGetProperty(name, out var value) ? value.GetString() : null;
            return new StateResource(
                type,
                Text("secret_name") ?? Text("display_name") ?? resource.GetProperty("name").GetString()!,
                Text("id")!,
                Text("compartment_id"),
                Text("vault_id"),
                Text("key_id"));
        }).ToList();
    }

    private static ManifestInvalidException Invalid(string path, Exception? cause) => new(
        "DR4441", path, $"Infrastructure state '{path}' cannot be read; expected a state file of Terraform, version 4.", "was another file backed up in its place?",
        cause: cause);
}
