using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Testing;

/// <summary>Small, fixed values of the core's types for tests that need one and do not care which.</summary>
public static class Samples
{
    public static DateTimeOffset Incidence { get; } = new(2026, 8, 1, 3, 0, 0, TimeSpan.Zero);

    public static Finding Finding(string code = "DRF301", FindingSeverity severity = FindingSeverity.Error) => new()
    {
        Code = code,
        Subject = "table catalog.products",
        Expected = "42 rows",
        Observed = "41 rows",
        Statement = "Rows are missing.",
        Severity = severity,
    };

    public static BackupManifest Manifest() => new()
    {
        BackupId = "nightly-20260801",
        TakenAt = Incidence.AddHours(-1),
        Source = new ManifestSource(
            "7300000000000000001", "15.18", 150018, "bharatmart", "UTF8", "libc", "en_US.UTF-8", "en_US.UTF-8", "2.36",
            "0/5000060", Incidence.AddHours(-1).AddSeconds(-5), 52_428_800),
        Backup = new ManifestBackup("pg_dump custom", "pg_dump", "15.18"),
        DigestAlgorithm = "pg-text-hash128/v1",
        Tables =
        [
            new ManifestTable("catalog", "products", 42, new string('a', 32)),
            new ManifestTable("sales", "orders", 0, new string('0', 32)),
        ],
        Objects = [new ManifestObject("table", "catalog.products", new string('b', 64))],
        Sequences = [new ManifestSequence("catalog", "products_id_seq", 42, true, "catalog.products.id")],
        LargeObjects = new ManifestLargeObjects(0, 0, new string('0', 32), new string('0', 32)),
        Roles = [new ManifestRole("bharatmart_app", "LOGIN INHERIT", [])],
        Extensions = [new ManifestExtension("pg_trgm", "1.6", "public", true)],
        Collations = [new ManifestCollation("pg_catalog.en_IN", "icu", "153.120")],
        Files = [new ManifestFile("bharatmart.dump", 2048, new string('c', 64))],
    };

    public static BackupDescriptor Backup() => new()
    {
        Id = new BackupId("nightly-20260801"),
        Format = BackupFormat.PgDumpCustom,
        Location = "file:///backups/nightly",
        Tool = "pg_dump 15.18",
        TakenAt = Incidence.AddHours(-1),
        Size = new ByteCount(2048),
        Manifest = Manifest(),
        ManifestDigest = Sha256Digest.Parse(new string('d', 64)),
        Selection = "newest before the incident, of 3",
    };

    public static TargetDescription Target(TimingProfile profile = TimingProfile.AsProduction) => new()
    {
        Kind = "local",
        Id = "cluster-1",
        Image = "installed packages",
        EngineVersion = "15.18",
        TimingProfile = profile,
        Settings = new Dictionary<string, string> { ["fsync"] = profile == TimingProfile.Quick ? "off" : "on", ["archive_mode"] = "off" },
        Isolation = new IsolationProof("network namespace without interfaces", true, "connect to 192.0.2.1:443: unreachable"),
        Extensions = ["amcheck 1.3", "pg_trgm 1.6"],
        Libraries = "glibc 2.36, ICU collations 153.120",
    };

    public static RecoveryPoint Point() =>
        new(Incidence.AddHours(-1), null, null, NothingLost: false, "snapshot of the backup");

    public static DrillPlan Plan(IRecovery recovery, params IVerification[] verifications) => new()
    {
        RunId = "20260801-030000-9f3a61",
        DrillId = "catalog/nightly-dump",
        Title = "A corrupted catalogue comes back from the nightly dump",
        System = "bharatmart",
        Incident = new Incident("a migration corrupted the product catalogue", IncidentKind.Injected, Incidence, "catalog.products"),
        Recovery = recovery,
        Verifications = verifications,
        Objectives = new DrillObjectives(RecoveryTimeObjective.Parse("1 hour"), RecoveryPointObjective.Parse("24 hours")),
        EvidenceClass = EvidenceClass.Mechanism,
        Controls = [new ControlId("ISO27001:A.8.13")],
    };

    public static EvidenceContext Context() => new()
    {
        ProductVersion = "0.1.0",
        Initiator = "user: drill",
        Environment = new EvidenceEnvironment(
            "Debian GNU/Linux 12", 2, ".NET 10.0.0", "FakeTimeProvider", 10_000_000, [new EvidencePackage("Reqnroll.NUnit", "3.3.4", true)]),
        NotTested = ["Time to notice the incident.", "Traffic switch-over to the restored system."],
        Scenario = new EvidenceScenario(
            "Corrupted catalogue",
            "A migration corrupts product data",
            "features/catalog/corrupted-catalogue.feature",
            "Scenario: A migration corrupts product data\n  Given …\n",
            Stated.Of("187c236"),
            ["@catalog", "@restore"]),
        Files = [new EvidenceFile("logs/pg_restore.log", 120, new string('e', 64))],
    };

    public static EvidenceContext ControlContext(params string[] codes) => Context() with
    {
        NegativeControl = new NegativeControlExpectation("catalog/nightly-dump", "one byte of the dump was changed", codes),
    };
}
