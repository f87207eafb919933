using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>The settings every server of the harness runs with: harmless to the world first, then as the timing profile says.</summary>
internal static class ServerSettings
{
    /// <summary>Settings that are written into every record of a server.</summary>
    private static readonly string[] Recorded =
    [
        "archive_mode", "autovacuum", "checkpoint_timeout", "data_checksums", "effective_cache_size", "fsync", "full_page_writes",
        "lc_collate", "listen_addresses", "maintenance_work_mem", "max_logical_replication_workers", "max_parallel_maintenance_workers",
        "max_wal_size", "server_encoding", "server_version", "shared_buffers", "shared_preload_libraries", "synchronous_commit", "wal_level",
    ];

    /// <summary>What would let a restored copy reach out, or speak for production; nobody overrides these.</summary>
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["archive_mode"] = "off",
        ["archive_command"] = "",
        ["listen_addresses"] = "",
        ["local_preload_libraries"] = "",
        ["max_logical_replication_workers"] = "0",
        ["primary_conninfo"] = "",
        ["session_preload_libraries"] = "",
        ["shared_preload_libraries"] = "",
        ["ssl"] = "off",
    };

    private static readonly string[] Ours =
    [
        "config_file", "data_directory", "external_pid_file", "hba_file", "ident_file", "include", "include_dir", "include_if_exists",
        "port", "unix_socket_directories",
    ];

    /// <summary>What a server that plays a live system may set although a copy may not.</summary>
    private static readonly string[] OfSources = ["archive_mode", "archive_command", "shared_preload_libraries"];

    /// <summary>
    /// PostgreSQL's own default, in MB. A restore from a dump and its proof go through everything once, table by table; measured at 1 GB, larger
    /// buffers cost the restore nothing and the proof a quarter of its time, because every session first has to map every page of them.
    /// </summary>
    private const int BuffersOfLoading = 128;

    /// <summary>
    /// Locks for each of the server's sessions, all from one place: a proof looks at every table, index and sequence of a database in one snapshot, and
    /// PostgreSQL's own 64 are used up by some thousand tables.
    /// </summary>
    public const int LocksOfSession = 1024;

    /// <summary>Settings that go on the command line, where neither <c>ALTER SYSTEM</c> nor a configuration file reaches them.</summary>
    public static IReadOnlyDictionary<string, string> Fixed(
        TimingProfile profile, IReadOnlyDictionary<string, string> wanted, bool isSourceFixture)
    {
        Refuse(profile, wanted, isSourceFixture);
        var durable = profile == TimingProfile.AsProduction ? "on" : "off";
        var settings = new SortedDictionary<string, string>(Harmless, StringComparer.Ordinal)
        {
            ["fsync"] = durable,
            ["full_page_writes"] = durable,
            ["synchronous_commit"] = durable,
        };
        if (isSourceFixture)
        {
            // A source may be reconfigured by the story that it plays; only the network stays closed.
            settings.Remove("archive_command");
        }

        foreach (var (name, value) in wanted.Where(pair => settings.ContainsKey(pair.Key)))
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Settings for the configuration file: sizes that suit this machine, English messages, and what the caller wants.</summary>
    public static IReadOnlyDictionary<string, string> Configurable(IReadOnlyDictionary<string, string> wanted, bool isPhysical)
    {
        var memoryMegabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["checkpoint_timeout"] = "15min",
            ["default_text_search_config"] = "pg_catalog.english",
            ["effective_cache_size"] = Megabytes(memoryMegabytes / 2),
            ["lc_messages"] = "C",
            ["log_line_prefix"] = "%m [%p] ",
            ["log_min_error_statement"] = "panic",
            ["log_timezone"] = "UTC",
            ["logging_collector"] = "off",
            ["maintenance_work_mem"] = Megabytes(Math.Clamp(memoryMegabytes / 32, 64, 512)),
            ["max_locks_per_transaction"] = LocksOfSession.ToString(CultureInfo.InvariantCulture),
            ["max_wal_size"] = "4GB",
            ["password_encryption"] = "scram-sha-256",
            ["restart_after_crash"] = "off",
            ["shared_buffers"] = Megabytes(BuffersOfLoading),
            ["timezone"] = "UTC",
            ["wal_level"] = "replica",
        };
        if (isPhysical)
        {
            // Nobody may ask before replay is over: the first answer then means "promoted", and the source's limits need not be met for queries.
            settings["hot_standby"] = "off";
            settings["recovery_target_action"] = "promote";

            // Replay goes back to the same pages again and again.
            settings["shared_buffers"] = Megabytes(Math.Clamp(memoryMegabytes / 16, BuffersOfLoading, 1024));
        }
        else
        {
            // DETAIL lines carry row values; a log's end goes into reports.
            settings["log_error_verbosity"] = "terse";
        }

        foreach (var (name, value) in wanted)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Reads back what the server really runs with, and refuses one whose durability is not what its record would say.</summary>
    /// <exception cref="TargetRefusedException">Durability is off under the as-production profile, or a copy archives (<c>DR3203</c>).</exception>
    public static async Task<Dictionary<string, string>> ReadBackAsync(
        NpgsqlDataSource source, string subject, TimingProfile profile, bool isSourceFixture, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>();
        var command = source.CreateCommand(
            "SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE name = ANY ($1) ORDER BY name");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Recorded });
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    settings[reader.GetString(0)] = reader.GetString(1);
                }
            }
        }

        string[] durable = profile == TimingProfile.AsProduction ? ["fsync", "full_page_writes", "synchronous_commit"] : [];
        var wrong = durable.Where(name => settings.GetValueOrDefault(name) != "on").Select(name => $"{name}={settings.GetValueOrDefault(name)}")
            .Concat(!isSourceFixture && settings.GetValueOrDefault("archive_mode") != "off" ? ["archive_mode is not off"] : [])
            .ToList();
        return wrong.Count == 0 ? settings : throw new TargetRefusedException(
            "DR3203",
            subject,
            $"{subject} runs with {string.Join(", ", wrong)}; a recovery time needs durability on, and a copy must not archive.",
            "Does an image's entrypoint override the settings it is given, or is a remote server kept like this? SHOW ALL tells.");
    }

    /// <summary>Asks a ready server what it is and whether it reaches the world; kind, name and image are the target's to fill in.</summary>
    public static async Task<TargetDescription> DescribeAsync(
        NpgsqlDataSource source, string subject, TimingProfile profile, bool isSourceFixture, DirectoryInfo sharedFolder, string mode,
        IReadOnlyDictionary<string, string> facts, CancellationToken cancellationToken)
    {
        var settings = await ReadBackAsync(source, subject, profile, isSourceFixture, cancellationToken).ConfigureAwait(false);
        foreach (var (name, value) in facts)
        {
            settings[name] = value;
        }

        var proof = await EgressProbe.RunAsync(source, sharedFolder, mode, cancellationToken).ConfigureAwait(false);
        return new TargetDescription
        {
            Kind = "",
            Id = "",
            Image = "",
            EngineVersion = settings["server_version"],
            TimingProfile = profile,
            Settings = settings,
            Isolation = proof,
            Extensions = await TargetLibraries.ExtensionsAsync(source, cancellationToken).ConfigureAwait(false),
            Libraries = await TargetLibraries.VersionsAsync(source, sharedFolder, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>A line of a configuration file.</summary>
    public static string Line(string name, string value) =>
        $"{name} = '{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Refuse(TimingProfile profile, IReadOnlyDictionary<string, string> wanted, bool isSourceFixture)
    {
        var forbidden = wanted.Keys.Where(name =>
            Ours.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (Harmless.ContainsKey(name) && !(isSourceFixture && OfSources.Contains(name)) && wanted[name] != Harmless[name])
            || (profile == TimingProfile.AsProduction && name is "fsync" or "full_page_writes" or "synchronous_commit" && wanted[name] != "on")
            || wanted[name].Contains('\n', StringComparison.Ordinal)).ToList();
        if (forbidden.Count > 0)
        {
            throw new ArgumentException(
                $"A restored copy's server decides these settings itself: {string.Join(", ", forbidden)}.", nameof(wanted));
        }
    }

    private static string Megabytes(long count) => count.ToString(CultureInfo.InvariantCulture) + "MB";
}
