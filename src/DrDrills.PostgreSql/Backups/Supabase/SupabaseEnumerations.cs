namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>The platform's enumerations that columns of its tables have, with the labels that it publishes (2026).</summary>
/// <remarks>A label that rows have and that is not here is added, so that a newer platform's rows come back.</remarks>
internal static class SupabaseEnumerations
{
    /// <summary>Labels by the type's name: <c>auth.aal_level</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["auth.aal_level"] = ["aal1", "aal2", "aal3"],
        ["auth.code_challenge_method"] = ["s256", "plain"],
        ["auth.factor_status"] = ["unverified", "verified"],
        ["auth.factor_type"] = ["totp", "webauthn", "phone"],
        ["auth.one_time_token_type"] =
        [
            "confirmation_token", "reauthentication_token", "recovery_token", "email_change_token_new", "email_change_token_current", "phone_change_token",
        ],
        ["auth.oauth_registration_type"] = ["dynamic", "manual"],
        ["auth.oauth_authorization_status"] = ["pending", "approved", "denied", "expired"],
        ["auth.oauth_response_type"] = ["code"],
        ["auth.oauth_client_type"] = ["public", "confidential"],
        ["storage.buckettype"] = ["STANDARD", "ANALYTICS", "VECTOR"],
    };

    /// <summary>The statements that make them, with the labels that rows have too.</summary>
    /// <param name="found">Labels that rows have, by the type's name.</param>
    /// <param name="defined">Schemas that the backup's own scripts define; their types are not made here.</param>
    public static string Create(ILookup<string, string> found, IReadOnlySet<string> defined) => string.Join('\n', All
        .Where(type => !defined.Contains(type.Key.Split('.')[0]))
        .Select(type => $"CREATE TYPE {type.Key} AS ENUM ({string.Join(", ", type.Value.Union(found[type.Key]).Select(Sql.Text))});"));
}
