using Oci.Common.Auth;

namespace Oci.Common;

/// <summary>Oracle's configuration file: profiles in brackets, one <c>key = value</c> a line; what a profile lacks is taken from <c>DEFAULT</c>.</summary>
public class ConfigFile
{
    private const string DefaultProfile = "DEFAULT";

    private readonly Dictionary<string, Dictionary<string, string>> _profiles = [];
    private readonly string _profile;

    internal ConfigFile(TextReader reader, string profile)
    {
        _profile = profile;
        Dictionary<string, string> current = null;
        while (reader.ReadLine() is { } line) Accept(line, ref current);
        if (profile is not null && !_profiles.ContainsKey(profile))
        {
            throw new ArgumentException($"No profile named {profile} exists in the configuration file.", nameof(profile));
        }
    }

    /// <summary>The value in the profile, else in <c>DEFAULT</c>, else null.</summary>
    public string GetValue(string key)
    {
        if (_profile is not null && _profiles[_profile].TryGetValue(key, out var own)) return own;
        return _profiles.TryGetValue(DefaultProfile, out var fallback) ? fallback.GetValueOrDefault(key) : null;
    }

    /// <summary>Every profile with its values.</summary>
    public Dictionary<string, Dictionary<string, string>> GetConfiguration() => _profiles;

    /// <summary>The region of the profile or of the variable <c>OCI_REGION</c>; null where neither names one.</summary>
    internal Region Region()
    {
        var id = GetValue("region");
        if (string.IsNullOrEmpty(id)) id = Environment.GetEnvironmentVariable("OCI_REGION");
        if (string.IsNullOrEmpty(id)) return null;
        return Common.Region.Values().FirstOrDefault(known => known.RegionId == id) ?? Common.Region.Register(id, Realm.OC1);
    }

    /// <exception cref="InvalidDataException">Neither the profile nor <c>DEFAULT</c> has it.</exception>
    internal string Required(string key) => GetValue(key) ?? throw new InvalidDataException($"missing {key} in config.");

    internal FilePrivateKeySupplier KeyFile()
    {
        var passPhrase = GetValue("pass_phrase");
        return new FilePrivateKeySupplier(Required("key_file"), string.IsNullOrEmpty(passPhrase) ? null : new System.Net.NetworkCredential("", passPhrase).SecurePassword);
    }

    private void Accept(string line, ref Dictionary<string, string> current)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#') return;
        if (text[0] == '[' && text[^1] == ']')
        {
            var name = text[1..^1].Trim();
            if (name.Length == 0) throw new InvalidDataException($"Cannot have empty profile name: {line}");
            if (!_profiles.TryGetValue(name, out current)) _profiles[name] = current = [];
            return;
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals == -1) throw new InvalidDataException($"Found line with no key-value pair: {line}");
        if (equals == 0) throw new InvalidDataException($"Found line with no key: {line}");
        current.Add(text[..equals].Trim(), text[(equals + 1)..].Trim());
    }
}
