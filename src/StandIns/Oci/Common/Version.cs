namespace Oci.Common;

/// <summary>Which SDK this is, or stands for.</summary>
public class Version
{
    /// <summary>Major, minor and patch, such as <c>134.1.0</c>.</summary>
    public static string GetVersion() => "134.1.0";
}
