namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>The platform's functions that definitions of projects lean on, each answering as the platform's does or doing nothing.</summary>
internal static class SupabaseFunctions
{
    /// <summary>
    /// Who a request is from (<c>auth</c>) as the settings of the request say; parts of an object's name (<c>storage</c>); the trigger of
    /// webhooks, which here sends nothing; the publication that realtime reads.
    /// </summary>
    public const string Create = """
        SET check_function_bodies = off;
        CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $f$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb $f$;
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $f$ SELECT (auth.jwt() ->> 'sub')::uuid $f$;
        CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $f$ SELECT auth.jwt() ->> 'role' $f$;
        CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $f$ SELECT auth.jwt() ->> 'email' $f$;
        CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS
            $f$ SELECT parts[1:cardinality(parts) - 1] FROM string_to_array(name, '/') AS parts $f$;
        CREATE FUNCTION storage.filename(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
            $f$ SELECT parts[cardinality(parts)] FROM string_to_array(name, '/') AS parts $f$;
        CREATE FUNCTION storage.extension(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
            $f$ SELECT parts[cardinality(parts)] FROM string_to_array(storage.filename(name), '.') AS parts $f$;
        CREATE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE AS
            $f$ SELECT nullif(current_setting('realtime.topic', true), '') $f$;
        CREATE FUNCTION supabase_functions.http_request() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN coalesce(NEW, OLD); END $f$;
        ALTER FUNCTION auth.jwt() OWNER TO supabase_auth_admin; ALTER FUNCTION auth.uid() OWNER TO supabase_auth_admin;
        ALTER FUNCTION auth.role() OWNER TO supabase_auth_admin; ALTER FUNCTION auth.email() OWNER TO supabase_auth_admin;
        ALTER FUNCTION storage.foldername(text) OWNER TO supabase_storage_admin; ALTER FUNCTION storage.filename(text) OWNER TO supabase_storage_admin;
        ALTER FUNCTION storage.extension(text) OWNER TO supabase_storage_admin; ALTER FUNCTION realtime.topic() OWNER TO supabase_realtime_admin;
        ALTER FUNCTION supabase_functions.http_request() OWNER TO supabase_functions_admin;
        CREATE PUBLICATION supabase_realtime;
        ALTER PUBLICATION supabase_realtime OWNER TO postgres;
        RESET check_function_bodies;
        """;
}
