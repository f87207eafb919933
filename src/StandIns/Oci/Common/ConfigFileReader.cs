using Oci.Common.Auth;

namespace Oci.Common;

/// <summary>Reads Oracle's configuration file.</summary>
public static class ConfigFileReader
{
    /// <summary>The usual place.</summary>
    public static readonly string DEFAULT_FILE_PATH = Path.Combine("~", ".oci", "config");

    /// <summary>The variable that names another place, used where there is no file at the usual one.</summary>
    public static readonly string CONFIG_FILE_PATH_ENV_VAR_NAME = "OCI_CONFIG_FILE";

    /// <summary>The file at the usual place.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static ConfigFile ParseDefault(string profile)
    {
        var usual = HomePath.Expand(DEFAULT_FILE_PATH);
        var other = HomePath.Expand(Environment.GetEnvironmentVariable(CONFIG_FILE_PATH_ENV_VAR_NAME) ?? Path.Combine("~", ".oraclebmc", "config"));
        if (File.Exists(usual)) return Parse(usual, profile);
        return File.Exists(other) ? Parse(other, profile) : throw new IOException($"Can't load the default config from '{usual}' or '{other}'.");
    }

    /// <summary>The profile <c>DEFAULT</c> of a file.</summary>
    public static ConfigFile Parse(string configurationFilePath) => Parse(configurationFilePath, null);

    /// <summary>A profile of a file; null means <c>DEFAULT</c>.</summary>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    /// <exception cref="InvalidDataException">A line is neither a profile, a pair nor a comment.</exception>
    public static ConfigFile Parse(string configurationFilePath, string profile)
    {
        using var reader = File.OpenText(HomePath.Expand(configurationFilePath));
        return new ConfigFile(reader, profile);
    }
}
