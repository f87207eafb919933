namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>A small hosted project: what the platform has, as far as backups meet it, and what its owner made.</summary>
/// <remarks>Shaped after the platform's published facts; its role <c>postgres</c> is the fixture's superuser, which on the platform it is not.</remarks>
internal static class SupabaseProjectSql
{
    public const string Platform = """
        CREATE ROLE anon NOLOGIN; CREATE ROLE authenticated NOLOGIN; CREATE ROLE service_role NOLOGIN BYPASSRLS;
        CREATE ROLE authenticator LOGIN NOINHERIT; GRANT anon, authenticated, service_role TO authenticator;
        CREATE ROLE supabase_admin SUPERUSER LOGIN; CREATE ROLE supabase_auth_admin NOINHERIT CREATEROLE LOGIN;
        CREATE ROLE supabase_storage_admin NOINHERIT CREATEROLE LOGIN; CREATE ROLE supabase_realtime_admin NOLOGIN NOINHERIT;
        CREATE SCHEMA auth AUTHORIZATION supabase_admin; CREATE SCHEMA storage AUTHORIZATION supabase_admin; CREATE SCHEMA extensions;
        CREATE SCHEMA realtime AUTHORIZATION supabase_admin; CREATE SCHEMA vault AUTHORIZATION supabase_admin;
        CREATE SCHEMA graphql AUTHORIZATION supabase_admin; CREATE SCHEMA supabase_functions AUTHORIZATION supabase_admin;
        CREATE SCHEMA supabase_migrations;
        CREATE EXTENSION pgcrypto SCHEMA extensions; CREATE EXTENSION "uuid-ossp" SCHEMA extensions; CREATE EXTENSION pg_stat_statements SCHEMA extensions;
        CREATE EXTENSION pg_trgm SCHEMA public;
        CREATE TYPE auth.factor_type AS ENUM ('totp', 'phone', 'retina');
        CREATE TABLE auth.users (
            id uuid PRIMARY KEY, aud varchar(255), role varchar(255), email varchar(255), email_confirmed_at timestamptz, phone text,
            phone_confirmed_at timestamptz, raw_user_meta_data jsonb, is_super_admin bool, created_at timestamptz, is_anonymous bool NOT NULL DEFAULT false,
            confirmed_at timestamptz GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED);
        CREATE TABLE auth.refresh_tokens (id bigserial PRIMARY KEY, token varchar(255), revoked bool, created_at timestamptz);
        CREATE TABLE auth.mfa_factors (id uuid PRIMARY KEY, user_id uuid REFERENCES auth.users, factor_type auth.factor_type, created_at timestamptz);
        CREATE TABLE auth.schema_migrations (version varchar(255) PRIMARY KEY);
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
        CREATE TABLE storage.buckets (id text PRIMARY KEY, name text, public bool, created_at timestamptz);
        CREATE TABLE storage.objects (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bucket_id text REFERENCES storage.buckets, name text, metadata jsonb,
            path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED);
        CREATE TABLE storage.migrations (id int PRIMARY KEY, name text);
        CREATE FUNCTION storage.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TRIGGER update_objects_updated_at BEFORE UPDATE ON storage.objects FOR EACH ROW EXECUTE FUNCTION storage.touch();
        ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
        CREATE TABLE realtime.schema_migrations (version bigint PRIMARY KEY); INSERT INTO realtime.schema_migrations VALUES (20211116024918);
        CREATE TABLE vault.secrets (id uuid PRIMARY KEY, name text, secret text);
        CREATE TABLE supabase_functions.hooks (id bigserial PRIMARY KEY, hook_table_id int, hook_name text, created_at timestamptz, request_id bigint);
        CREATE TABLE supabase_functions.migrations (version text PRIMARY KEY); INSERT INTO supabase_functions.migrations VALUES ('initial');
        CREATE FUNCTION supabase_functions.http_request() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a request goes out'; END $$;
        CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY);
        INSERT INTO auth.schema_migrations VALUES ('20171026211738'); INSERT INTO storage.migrations VALUES (0, 'create-migrations-table');
        ALTER TABLE auth.users OWNER TO supabase_auth_admin; ALTER TABLE auth.refresh_tokens OWNER TO supabase_auth_admin;
        ALTER TABLE storage.objects OWNER TO supabase_storage_admin; ALTER TABLE storage.buckets OWNER TO supabase_storage_admin;
        GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;
        CREATE PUBLICATION supabase_realtime; ALTER PUBLICATION supabase_realtime OWNER TO postgres;
        CREATE FUNCTION extensions.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
        CREATE EVENT TRIGGER pgrst_ddl_watch ON ddl_command_end EXECUTE FUNCTION extensions.watch();
        ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin IN SCHEMA public GRANT ALL ON TABLES TO postgres, anon, authenticated, service_role;
        """;

    public const string Own = """
        CREATE ROLE app_reader LOGIN NOINHERIT CONNECTION LIMIT 9 PASSWORD 'pw-of-app-reader'; CREATE ROLE app_team NOLOGIN; GRANT app_team TO app_reader;
        ALTER ROLE app_reader SET statement_timeout = '5s';
        CREATE TYPE public.mood AS ENUM ('sad', 'glad');
        CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, name text, mood public.mood DEFAULT 'glad');
        CREATE TABLE public.todos (
            id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, owner uuid REFERENCES public.profiles, task text CHECK (task <> ''), secret bytea);
        CREATE INDEX todos_task ON public.todos USING gin (task gin_trgm_ops);
        ALTER TABLE public.todos ENABLE ROW LEVEL SECURITY;
        CREATE POLICY "Owners see TO dos" ON public.todos FOR SELECT TO authenticated USING ((SELECT auth.uid()) = owner);
        CREATE POLICY "Nobody signs in" ON public.todos AS RESTRICTIVE FOR ALL TO anon USING (false);
        CREATE VIEW public.signed_up WITH (security_invoker = on) AS SELECT u.id, u.email, f.factor_type FROM auth.users u LEFT JOIN auth.mfa_factors f ON f.user_id = u.id;
        CREATE MATERIALIZED VIEW public.moods AS SELECT mood, count(*) FROM public.profiles GROUP BY mood;
        CREATE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
            $$ BEGIN INSERT INTO public.profiles (id, name) VALUES (NEW.id, NEW.email); RETURN NEW; END $$;
        CREATE TRIGGER webhook AFTER INSERT ON public.profiles FOR EACH ROW EXECUTE FUNCTION supabase_functions.http_request('https://example.org', 'POST');
        CREATE SCHEMA "Private Part"; CREATE TABLE "Private Part".ledger (entry int PRIMARY KEY, what text);
        GRANT USAGE ON SCHEMA "Private Part" TO app_team; GRANT SELECT ON "Private Part".ledger TO app_team;
        COMMENT ON TABLE "Private Part".ledger IS 'who owes; whom';
        GRANT ALL ON public.profiles, public.todos TO anon, authenticated, service_role;
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated;
        ALTER PUBLICATION supabase_realtime ADD TABLE public.todos;
        SET session_replication_role = replica;
        INSERT INTO auth.users SELECT ('00000000-0000-0000-0000-0000000000' || to_char(i, 'FM00'))::uuid, 'authenticated', 'authenticated', 'u' || i || '@example.org',
            '2026-01-01 00:00:00.5+05:30', NULL, NULL, '{"sub": "x", "n": 1}', NULL, '2026-01-01Z' FROM generate_series(1, 12) i;
        INSERT INTO auth.refresh_tokens (token, revoked, created_at) SELECT 't' || i, i % 2 = 0, '2026-01-01Z' FROM generate_series(1, 5) i;
        INSERT INTO auth.mfa_factors SELECT gen_random_uuid(), id, kind, created_at FROM auth.users, unnest(enum_range(NULL::auth.factor_type)) kind LIMIT 3;
        INSERT INTO storage.buckets VALUES ('avatars', 'avatars', true, '2026-01-01Z');
        INSERT INTO storage.objects (bucket_id, name, metadata) SELECT 'avatars', 'u/' || i || '.png', '{"size": 10}' FROM generate_series(1, 4) i;
        INSERT INTO supabase_functions.hooks (hook_name, created_at) VALUES ('webhook', '2026-01-01Z');
        INSERT INTO vault.secrets VALUES (gen_random_uuid(), 'stripe', 'cipher'); INSERT INTO supabase_migrations.schema_migrations VALUES ('20260101000000');
        INSERT INTO public.profiles SELECT id, E'na"me\n\\.\n\\! touch /tmp/x\t' || email FROM auth.users;
        INSERT INTO public.todos (owner, task, secret) SELECT id, 'task ' || n, sha256(n::text::bytea) FROM public.profiles, generate_series(1, 10) n;
        INSERT INTO "Private Part".ledger SELECT i, 'entry ' || i FROM generate_series(1, 7) i;
        REFRESH MATERIALIZED VIEW public.moods;
        RESET session_replication_role;
        """;

    /// <summary>What the owner added to the platform's tables, as the live project has it.</summary>
    public const string OnPlatform = """
        CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();
        CREATE POLICY "Avatars are public" ON storage.objects FOR SELECT USING (bucket_id = 'avatars'::text);
        """;

    /// <summary>The same in the words of <c>supabase db diff --schema auth,storage</c>.</summary>
    public const string Changes = """
        CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();


          create policy "Avatars are public"
          on "storage"."objects"
          as permissive
          for select
          to public
        using ((bucket_id = 'avatars'::text));

        """;
}
