namespace DrDrills.Configuration;

/// <summary>Reads what <c>drdrills.json</c> says of OCI; what is wrong is added to a list instead of thrown.</summary>
/// <param name="mistakes">The list.</param>
internal sealed class OciSection(List<string> mistakes)
{
    private static readonly Dictionary<string, OciAuthenticationKind> _kinds = new()
    {
        ["config-file"] = OciAuthenticationKind.ConfigFile,
        ["session-token"] = OciAuthenticationKind.SessionToken,
        ["instance-principal"] = OciAuthenticationKind.InstancePrincipal,
    };

    /// <summary>The tenancy.</summary>
    public OciSettings Read(JsonSection top)
    {
        var oci = top.Section("oci", "authentication", "tenancy", "regions", "endpoints", "realmDomain", "writable");
        var authentication = oci.Section("authentication", "kind", "file", "profile");
        var writable = oci.Section("writable", "compartments", "mostResources", "mostGigabytes", "timeToLive");
        var defaults = new OciSettings { Regions = [] };
        var regions = oci.Texts("regions");
        if (regions.Count == 0)
        {
            mistakes.Add("oci.regions must name one region at least, first the one where the systems run.");
        }

        return new OciSettings
        {
            Authentication = Kind(authentication),
            ConfigFile = authentication.Text("file"),
            Profile = authentication.Text("profile") ?? defaults.Profile,
            Tenancy = Ocid(oci, "tenancy", "tenancy"),
            Regions = regions,
            Endpoints = Endpoints(oci, regions),
            RealmDomain = oci.Text("realmDomain") ?? defaults.RealmDomain,
            WritableCompartments = Ocids(writable, "compartments", "compartment"),
            MostResources = writable.Integer("mostResources", least: 0) ?? defaults.MostResources,
            MostGigabytes = writable.Integer("mostGigabytes", least: 0) ?? defaults.MostGigabytes,
            TimeToLive = Above(writable, "timeToLive") ?? defaults.TimeToLive,
        };
    }

    /// <summary>What one system has there.</summary>
    public OciSources ReadSources(JsonSection system)
    {
        var oci = system.Section(
            "oci", "compartments", "blockVolume", "bootVolume", "archiveBucket", "autonomousDatabase", "secrets", "forbiddenSecret", "repositories", "promises");
        var promises = oci.Section("promises", "freshness", "databases", "volumes", "archives", "rotation");
        var defaults = new OciPromises();
        return new OciSources
        {
            Compartments = Ocids(oci, "compartments", "compartment", "tenancy"),
            BlockVolume = Ocid(oci, "blockVolume", "volume"),
            BootVolume = Ocid(oci, "bootVolume", "bootvolume"),
            ArchiveBucket = oci.Text("archiveBucket"),
            AutonomousDatabase = Ocid(oci, "autonomousDatabase", "autonomousdatabase"),
            Secrets = Ocids(oci, "secrets", "vaultsecret"),
            ForbiddenSecret = Ocid(oci, "forbiddenSecret", "vaultsecret"),
            Repositories = oci.Texts("repositories"),
            Promises = new OciPromises
            {
                Freshness = Above(promises, "freshness") ?? defaults.Freshness,
                Databases = Above(promises, "databases") ?? defaults.Databases,
                Volumes = Above(promises, "volumes") ?? defaults.Volumes,
                Archives = Above(promises, "archives") ?? defaults.Archives,
                Rotation = Above(promises, "rotation") ?? defaults.Rotation,
            },
        };
    }

    private OciAuthenticationKind Kind(JsonSection authentication)
    {
        var text = authentication.Text("kind");
        if (text is null)
        {
            return OciAuthenticationKind.ConfigFile;
        }

        if (!_kinds.TryGetValue(text, out var kind))
        {
            mistakes.Add($"{authentication.Path}.kind is '{text}'; expected {string.Join(", ", _kinds.Keys)}.");
        }
        else if (kind == OciAuthenticationKind.InstancePrincipal && (authentication.Has("file") || authentication.Has("profile")))
        {
            mistakes.Add($"{authentication.Path} is instance-principal and names a file or a profile, which it does not use.");
        }

        return kind;
    }

    private Dictionary<string, Uri> Endpoints(JsonSection oci, IReadOnlyList<string> regions)
    {
        var endpoints = new Dictionary<string, Uri>();
        foreach (var (region, text) in oci.TextsByName("endpoints"))
        {
            if (!regions.Contains(region))
            {
                mistakes.Add($"oci.endpoints names '{region}', which is not among oci.regions.");
            }
            else if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                mistakes.Add($"oci.endpoints.{region} is '{text}'; write an address like 'http://127.0.0.1:8081'.");
            }
            else
            {
                endpoints[region] = address;
            }
        }

        return endpoints;
    }

    private IReadOnlyList<string> Ocids(JsonSection section, string member, params string[] types)
    {
        var all = section.Texts(member);
        foreach (var text in all.Where(text => !Array.Exists(types, type => IsOcid(text, type))))
        {
            mistakes.Add($"{section.Path}.{member} has '{text}'; expected an OCID that begins with 'ocid1.{types[0]}.'.");
        }

        return all;
    }

    private string? Ocid(JsonSection section, string member, string type)
    {
        var text = section.Text(member);
        if (text is not null && !IsOcid(text, type))
        {
            mistakes.Add($"{section.Path}.{member} is '{text}'; expected an OCID that begins with 'ocid1.{type}.'.");
        }

        return text;
    }

    private TimeSpan? Above(JsonSection section, string member)
    {
        var duration = section.Duration(member);
        if (duration == TimeSpan.Zero)
        {
            mistakes.Add($"{section.Path}.{member} is zero.");
        }

        return duration;
    }

    private static bool IsOcid(string text, string type) => text.StartsWith($"ocid1.{type}.", StringComparison.Ordinal);
}
