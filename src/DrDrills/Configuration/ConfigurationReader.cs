using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrDrills.Errors;
using DrDrills.Objectives;

namespace DrDrills.Configuration;

/// <summary>Reads <c>drdrills.json</c> and collects every mistake before it gives up.</summary>
/// <param name="variable">The environment: <c>DRDRILLS_SYSTEM_NAME_RTO</c> overrides the <c>rto</c> of the system <c>name</c>.</param>
public sealed class ConfigurationReader(Func<string, string?> variable)
{
    private static readonly string[] _systemMembers = ["name", "owner", "criticality", "source", "objectives", "retention", "checks", "oci"];
    private readonly List<string> _mistakes = [];

    /// <summary>Reads a file; nothing is configured where it is not there.</summary>
    /// <exception cref="ConfigurationInvalidException">The file is wrong; carries all mistakes.</exception>
    public static DrDrillsConfiguration ReadFile(string path) => File.Exists(path)
        ? new ConfigurationReader(Environment.GetEnvironmentVariable).Read(File.ReadAllText(path), path)
        : DrDrillsConfiguration.Empty;

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ConfigurationInvalidException">The text is wrong; carries all mistakes.</exception>
    public DrDrillsConfiguration Read(string text, string path)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            });
        }
        catch (JsonException e)
        {
            throw new ConfigurationInvalidException($"'{path}'", [
                e.LineNumber is { } line
                    ? string.Create(CultureInfo.InvariantCulture, $"it is not JSON (line {line + 1}, byte {e.BytePositionInLine + 1}).")
                    : "it names a member twice, or is not JSON.",
            ]);
        }

        var (systems, oci) = ReadRoot(root);
        return _mistakes.Count == 0 ? new DrDrillsConfiguration(systems, oci) : throw new ConfigurationInvalidException($"'{path}'", _mistakes);
    }

    private (List<ProtectedSystem> Systems, OciSettings? Oci) ReadRoot(JsonNode? root)
    {
        var top = new JsonSection(root, "the document", _mistakes);
        top.Allow("$schema", "systems", "oci");
        var systems = top.Sections("systems").Select(ReadSystem).ToList();
        foreach (var twice in systems.GroupBy(system => system.Name).Where(group => group.Key.Length > 0 && group.Count() > 1))
        {
            _mistakes.Add($"systems: '{twice.Key}' is there {twice.Count()} times.");
        }

        var oci = top.Has("oci") ? new OciSection(_mistakes).Read(top) : null;
        foreach (var system in systems.Where(system => system.Oci is not null && oci is null))
        {
            _mistakes.Add($"system '{system.Name}' has sources on OCI, but the document has no 'oci' that says where.");
        }

        foreach (var (system, compartment) in systems.SelectMany(system =>
            (system.Oci?.Compartments ?? []).Intersect(oci?.WritableCompartments ?? []).Select(compartment => (system.Name, compartment))))
        {
            _mistakes.Add($"oci.writable.compartments has '{compartment}', where system '{system}' runs: drills never write where a system runs.");
        }

        return (systems, oci);
    }

    private ProtectedSystem ReadSystem(JsonSection system)
    {
        system.Allow(_systemMembers);
        var name = system.RequiredText("name");
        var source = system.Section("source", "connection", "backups", "supabase");
        var objectives = system.Section("objectives", "rto", "rpo");
        var retention = system.Section("retention", "keep", "minimumCopies");
        var rto = Duration(objectives, "rto", Override(name, "RTO"));
        if (rto == TimeSpan.Zero)
        {
            _mistakes.Add($"{objectives.Path}.rto is zero; nothing is recovered in no time.");
        }

        var rpo = Duration(objectives, "rpo", Override(name, "RPO"));
        var keep = Duration(retention, "keep", null);
        var copies = retention.Integer("minimumCopies", least: 1) ?? 1;
        return new ProtectedSystem(
            name,
            Override(name, "OWNER").Value ?? system.Text("owner"),
            system.Text("criticality"),
            Secret(source, Override(name, "CONNECTION")),
            Override(name, "BACKUPS").Value ?? source.Text("backups"),
            new DrillObjectives(
                rto is { } time ? new RecoveryTimeObjective(time) : null, rpo is { } loss ? new RecoveryPointObjective(loss) : null),
            keep is { } age ? new RetentionPromise(age, copies) : null,
            system.Has("oci") ? new OciSection(_mistakes).ReadSources(system) : null,
            source.Has("supabase") ? new SupabaseSection(_mistakes).Read(source) : null)
        {
            Checks = new SqlCheckSection(_mistakes).Read(system),
        };
    }

    private (string Name, string? Value) Override(string system, string field)
    {
        var name = $"DRDRILLS_SYSTEM_{new string([.. system.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')])}_{field}";
        return (name, variable(name) is { Length: > 0 } value ? value : null);
    }

    private TimeSpan? Duration(JsonSection section, string member, (string Name, string? Value)? overridden)
    {
        return overridden is { Value: { } given } ? JsonSection.Duration(overridden.Value.Name, given, _mistakes) : section.Duration(member);
    }

    private SecretReference? Secret(JsonSection source, (string Name, string? Value) overridden)
    {
        var (place, text) = overridden.Value is { } given ? (overridden.Name, given) : ($"{source.Path}.connection", source.Text("connection"));
        if (text is null)
        {
            return null;
        }

        if (SecretReference.TryParse(text, out var reference))
        {
            return reference;
        }

        // The text may be the secret itself: it is not quoted.
        _mistakes.Add($"{place} must be a reference, never the secret itself: env:NAME, file:PATH or oci-vault:SECRET_OCID.");
        return null;
    }
}
