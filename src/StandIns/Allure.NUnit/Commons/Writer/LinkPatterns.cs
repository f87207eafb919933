namespace Allure.Net.Commons.Writer;

/// <summary>Turns <c>{issue}</c>-style patterns of the configuration into the addresses of links of that type.</summary>
internal static class LinkPatterns
{
    public static void Apply(IReadOnlyCollection<string> patterns, IEnumerable<Link> links)
    {
        foreach (var link in links.Where(l => !string.IsNullOrWhiteSpace(l.type)))
        {
            var placeholder = "{" + link.type + "}";
            var pattern = patterns.FirstOrDefault(p => p.Contains(placeholder, StringComparison.OrdinalIgnoreCase));
            if (pattern is null)
                continue;

            var address = pattern.Replace(placeholder, link.url ?? string.Empty, StringComparison.OrdinalIgnoreCase);
#pragma warning disable SYSLIB0013 // The real package escapes whole addresses this way; the file must be the same.
            link.url = Uri.EscapeUriString(address);
#pragma warning restore SYSLIB0013
        }
    }
}
