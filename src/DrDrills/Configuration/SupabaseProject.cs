namespace DrDrills.Configuration;

/// <summary>The hosted Supabase project that a system is.</summary>
/// <param name="Reference">The project's reference: 20 lower-case letters.</param>
/// <param name="Token">Where the access token of the Management API comes from.</param>
/// <param name="Api">Where the Management API answers; https, unless it is on this machine.</param>
public sealed record SupabaseProject(string Reference, SecretReference Token, Uri Api)
{
    /// <summary>Where the Management API answers unless told otherwise.</summary>
    public static Uri PublicApi { get; } = new("https://api.supabase.com");
}
