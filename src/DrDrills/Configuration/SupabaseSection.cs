using System.Text.RegularExpressions;

namespace DrDrills.Configuration;

/// <summary>Reads what <c>drdrills.json</c> says of a system's hosted Supabase project; what is wrong is added to a list instead of thrown.</summary>
/// <param name="mistakes">The list.</param>
internal sealed partial class SupabaseSection(List<string> mistakes)
{
    /// <summary>The project, or null where something is wrong with it.</summary>
    public SupabaseProject? Read(JsonSection source)
    {
        var section = source.Section("supabase", "project", "token", "api");
        var project = section.RequiredText("project");
        if (project.Length > 0 && !ProjectReference().IsMatch(project))
        {
            mistakes.Add($"{section.Path}.project is '{project}'; a project's reference is 20 lower-case letters.");
        }

        var token = section.RequiredText("token");
        if (!SecretReference.TryParse(token, out var reference) && token.Length > 0)
        {
            // The text may be the secret itself: it is not quoted.
            mistakes.Add($"{section.Path}.token must be a reference, never the secret itself: env:NAME, file:PATH or oci-vault:SECRET_OCID.");
        }

        var api = Address(section);
        return reference is null || api is null ? null : new SupabaseProject(project, reference, api);
    }

    private Uri? Address(JsonSection section)
    {
        if (section.Text("api") is not { } text)
        {
            return SupabaseProject.PublicApi;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var api) && api.UserInfo.Length == 0
            && (api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)))
        {
            return api;
        }

        mistakes.Add($"{section.Path}.api must be an https address without a login in it; http only on this machine itself.");
        return null;
    }

    [GeneratedRegex("^[a-z]{20}$")]
    private static partial Regex ProjectReference();
}
