namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Columns of the platform's tables that backups hold rows of, with the types that they are published with.</summary>
/// <remarks>
/// A data table. Read in 2026 from the platform's own migrations. Types matter: a table's digest is taken of values as
/// their types store them. A column that a script fills and that is not here is made as <c>text</c>, which holds any value as PostgreSQL writes it.
/// </remarks>
internal static class SupabaseColumns
{
    private static readonly Dictionary<string, string> _tables = new(StringComparer.Ordinal)
    {
        ["auth.users"] =
            "instance_id uuid, *id uuid, aud varchar(255), role varchar(255), email varchar(255), encrypted_password varchar(255), email_confirmed_at timestamptz, "
            + "invited_at timestamptz, confirmation_token varchar(255), confirmation_sent_at timestamptz, recovery_token varchar(255), recovery_sent_at timestamptz, "
            + "email_change_token_new varchar(255), email_change varchar(255), email_change_sent_at timestamptz, last_sign_in_at timestamptz, "
            + "raw_app_meta_data jsonb, raw_user_meta_data jsonb, is_super_admin boolean, created_at timestamptz, updated_at timestamptz, phone text, "
            + "phone_confirmed_at timestamptz, phone_change text, phone_change_token varchar(255), phone_change_sent_at timestamptz, "
            + "confirmed_at timestamptz = LEAST(email_confirmed_at, phone_confirmed_at), email_change_token_current varchar(255), "
            + "email_change_confirm_status smallint, banned_until timestamptz, reauthentication_token varchar(255), reauthentication_sent_at timestamptz, "
            + "is_sso_user boolean, deleted_at timestamptz, is_anonymous boolean",
        ["auth.identities"] =
            "provider_id text, user_id uuid, identity_data jsonb, provider text, last_sign_in_at timestamptz, created_at timestamptz, "
            + "updated_at timestamptz, email text = lower(identity_data ->> 'email'), *id uuid",
        ["auth.sessions"] =
            "*id uuid, user_id uuid, created_at timestamptz, updated_at timestamptz, factor_id uuid, aal auth.aal_level, not_after timestamptz, "
            + "refreshed_at timestamp, user_agent text, ip inet, tag text, oauth_client_id uuid, refresh_token_hmac_key text, "
            + "refresh_token_counter bigint, scopes text",
        ["auth.refresh_tokens"] =
            "instance_id uuid, *id bigint, token varchar(255), user_id varchar(255), revoked boolean, created_at timestamptz, updated_at timestamptz, "
            + "parent varchar(255), session_id uuid",
        ["auth.audit_log_entries"] = "instance_id uuid, *id uuid, payload json, created_at timestamptz, ip_address varchar(64)",
        ["auth.instances"] = "*id uuid, uuid uuid, raw_base_config text, created_at timestamptz, updated_at timestamptz",
        ["auth.mfa_factors"] =
            "*id uuid, user_id uuid, friendly_name text, factor_type auth.factor_type, status auth.factor_status, created_at timestamptz, updated_at timestamptz, secret text, "
            + "phone text, last_challenged_at timestamptz, web_authn_credential jsonb, web_authn_aaguid uuid, last_webauthn_challenge_data jsonb",
        ["auth.mfa_challenges"] =
            "*id uuid, factor_id uuid, created_at timestamptz, verified_at timestamptz, ip_address inet, otp_code text, web_authn_session_data jsonb",
        ["auth.mfa_amr_claims"] = "session_id uuid, created_at timestamptz, updated_at timestamptz, authentication_method text, *id uuid",
        ["auth.flow_state"] =
            "*id uuid, user_id uuid, auth_code text, code_challenge_method auth.code_challenge_method, code_challenge text, provider_type text, provider_access_token text, "
            + "provider_refresh_token text, created_at timestamptz, updated_at timestamptz, authentication_method text, auth_code_issued_at timestamptz, "
            + "invite_token text, referrer text, oauth_client_state_id uuid, linking_target_id uuid, email_optional boolean",
        ["auth.one_time_tokens"] =
            "*id uuid, user_id uuid, token_type auth.one_time_token_type, token_hash text, relates_to text, created_at timestamp, updated_at timestamp",
        ["auth.sso_providers"] = "*id uuid, resource_id text, created_at timestamptz, updated_at timestamptz, disabled boolean",
        ["auth.sso_domains"] = "*id uuid, sso_provider_id uuid, domain text, created_at timestamptz, updated_at timestamptz",
        ["auth.saml_providers"] =
            "*id uuid, sso_provider_id uuid, entity_id text, metadata_xml text, metadata_url text, attribute_mapping jsonb, created_at timestamptz, "
            + "updated_at timestamptz, name_id_format text",
        ["auth.saml_relay_states"] =
            "*id uuid, sso_provider_id uuid, request_id text, for_email text, redirect_to text, from_ip_address inet, created_at timestamptz, "
            + "updated_at timestamptz, flow_state_id uuid",
        ["auth.oauth_clients"] =
            "*id uuid, client_secret_hash text, registration_type auth.oauth_registration_type, redirect_uris text, grant_types text, client_name text, client_uri text, "
            + "logo_uri text, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz, client_type auth.oauth_client_type, token_endpoint_auth_method text",
        ["auth.oauth_authorizations"] =
            "*id uuid, authorization_id text, client_id uuid, user_id uuid, redirect_uri text, scope text, state text, resource text, code_challenge text, "
            + "code_challenge_method auth.code_challenge_method, response_type auth.oauth_response_type, status auth.oauth_authorization_status, authorization_code text, created_at timestamptz, expires_at timestamptz, "
            + "approved_at timestamptz, nonce text",
        ["auth.oauth_consents"] = "*id uuid, user_id uuid, client_id uuid, scopes text, granted_at timestamptz, revoked_at timestamptz",
        ["auth.oauth_client_states"] = "*id uuid, provider_type text, code_verifier text, created_at timestamptz",
        ["storage.buckets"] =
            "*id text, name text, owner uuid, created_at timestamptz, updated_at timestamptz, public boolean, avif_autodetection boolean, "
            + "file_size_limit bigint, allowed_mime_types text[], owner_id text, type storage.buckettype",
        ["storage.objects"] =
            "*id uuid, bucket_id text, name text, owner uuid, created_at timestamptz, updated_at timestamptz, last_accessed_at timestamptz, "
            + "metadata jsonb, path_tokens text[] = string_to_array(name, '/'), version text, owner_id text, user_metadata jsonb, level integer",
        ["storage.s3_multipart_uploads"] =
            "*id text, in_progress_size bigint, upload_signature text, bucket_id text, key text, version text, owner_id text, created_at timestamptz, "
            + "user_metadata jsonb, metadata jsonb",
        ["storage.s3_multipart_uploads_parts"] =
            "*id uuid, upload_id text, size bigint, part_number integer, bucket_id text, key text, etag text, owner_id text, version text, "
            + "created_at timestamptz",
        ["storage.prefixes"] =
            "bucket_id text, name text, level integer = cardinality(string_to_array(name, '/')), created_at timestamptz, updated_at timestamptz",
        ["storage.buckets_analytics"] = "*id text, name text, type storage.buckettype, format text, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz",
        ["storage.buckets_vectors"] = "*id text, type storage.buckettype, created_at timestamptz, updated_at timestamptz",
        ["storage.vector_indexes"] =
            "*id text, name text, bucket_id text, data_type text, dimension integer, distance_metric text, metadata_configuration jsonb, "
            + "created_at timestamptz, updated_at timestamptz",
        ["supabase_functions.hooks"] = "*id bigint, hook_table_id integer, hook_name text, created_at timestamptz, request_id bigint",
        ["cron.job"] = "*jobid bigint, schedule text, command text, nodename text, nodeport integer, database text, username text, active boolean, jobname text",
        ["cron.job_run_details"] =
            "jobid bigint, *runid bigint, job_pid integer, database text, username text, command text, status text, return_message text, "
            + "start_time timestamptz, end_time timestamptz",
        ["realtime.messages"] =
            "topic text, extension text, payload jsonb, event text, private boolean, updated_at timestamp, inserted_at timestamp, *id uuid",
    };

    /// <summary>Whether the table is known at all.</summary>
    public static bool Knows(string schema, string table) => _tables.ContainsKey($"{schema}.{table}");

    /// <summary>Places and types of a table's columns whose types are enumerations of the platform's.</summary>
    public static IReadOnlyList<(int Place, string Type)> EnumerationsOf(string schema, string table, IReadOnlyList<string> filled)
    {
        var types = Of(schema, table, null).ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        return
        [
            .. filled.Select((name, place) => (place, types.GetValueOrDefault(name, "")))
                .Where(column => SupabaseEnumerations.All.ContainsKey(column.Item2)),
        ];
    }

    /// <summary>Columns that a script fills and that this build knows no type of.</summary>
    public static IReadOnlyList<string> UnknownOf(string schema, string table, IReadOnlyList<string> filled) =>
        [.. filled.Except(Of(schema, table, null).Select(column => column.Name))];

    /// <summary>The columns that a table is made with: those that a script fills, or all known ones, and the generated ones over them.</summary>
    /// <param name="schema">Schema name.</param>
    /// <param name="table">Table name.</param>
    /// <param name="filled">The columns that the script fills, or null where no script fills the table.</param>
    public static IReadOnlyList<SupabaseColumn> Of(string schema, string table, IReadOnlyList<string>? filled)
    {
        var known = _tables.TryGetValue($"{schema}.{table}", out var text) ? Read(text) : [];
        if (filled is null)
        {
            return known;
        }

        var byName = known.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var plain = filled.Select(name => byName.TryGetValue(name, out var column)
            ? column with { Generated = null }
            : new SupabaseColumn(name, "text", IsKey: false, Generated: null)).ToList();
        // A generated column that the script fills is an ordinary one in that version of the platform; one over columns that are not there is none.
        return
        [
            .. plain,
            .. known.Where(column => column.Generated is { } expression && !filled.Contains(column.Name)
                && known.Where(other => other.Generated is null && expression.Contains(other.Name, StringComparison.Ordinal))
                    .All(other => filled.Contains(other.Name))),
        ];
    }

    private static List<SupabaseColumn> Read(string text)
    {
        // A comma within parentheses belongs to an expression.
        var columns = new List<SupabaseColumn>();
        var (start, depth) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ',' && depth == 0))
            {
                columns.Add(SupabaseColumn.Parse(text[start..at].Trim()));
                start = at + 1;
            }
            else
            {
                depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        return columns;
    }
}
