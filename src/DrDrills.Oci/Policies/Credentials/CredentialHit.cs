namespace DrDrills.Oci.Policies.Credentials;

/// <summary>One credential found; never the credential itself.</summary>
/// <param name="Rule">Name of the rule that found it.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Path">File, relative to the folder that was looked at, with forward slashes.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Length">Characters of the credential.</param>
/// <param name="Commit">The commit that brought it in, where it was found in the history only; else null.</param>
public sealed record CredentialHit(string Rule, string Title, string Path, int Line, int Length, string? Commit = null)
{
    /// <value>Tells one credential from another without knowing it; shown nowhere, for that of a weak one can be guessed from.</value>
    internal string Fingerprint { get; init; } = "";

    /// <summary>Where it is: <c>file config/app.env, line 3</c>.</summary>
    public string Place => Commit is null ? $"file {Path}, line {Line}" : $"commit {Commit}, file {Path}, line {Line}";
}
