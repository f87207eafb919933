namespace Allure.Net.Commons;

/// <summary>Media types of the kinds of files that tests attach; anything else is plain bytes.</summary>
internal static class MediaTypes
{
    private static readonly Dictionary<string, string> _byExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain",
        [".log"] = "text/plain",
        [".csv"] = "text/csv",
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".xml"] = "application/xml",
        [".json"] = "application/json",
        [".yaml"] = "text/yaml",
        [".yml"] = "text/yaml",
        [".md"] = "text/x-markdown",
        [".sql"] = "application/x-sql",
        [".pdf"] = "application/pdf",
        [".zip"] = "application/zip",
        [".gz"] = "application/gzip",
        [".tar"] = "application/x-tar",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
    };

    public static string OfFile(string path) =>
        _byExtension.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
}
