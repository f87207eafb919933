using System.Net;
using System.Net.Sockets;
using BharatMart.Estate;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Oci.Tenancy;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Databases;
using OciSimulator.Faults;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

/// <summary>One estate with one small Autonomous Database for all tests; each asks for what it needs of it, in any order.</summary>
public sealed class AutonomousDatabaseRecoveryTests
{
    private BharatMartEstate _estate = null!;
    private CatalogDatabase _catalog = null!;

    [OneTimeSetUp]
    public async Task LayOut()
    {
        Needs.Require(HostTools.TryFind() is not null, "PostgreSQL", "apt-get install postgresql");
        _estate = await BharatMartEstate.OpenAsync(
            new BharatMartEstateOptions { RunId = "adb-tests", Scale = 0.2m, LifecycleStep = TimeSpan.FromMilliseconds(20) }, CancellationToken.None);
        _catalog = await _estate.PartAsync(CatalogDatabase.MakeAsync);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        if (_estate is not null)
        {
            await _estate.DisposeAsync();
        }
    }

    [TearDown]
    public void NoFaults() => _estate.Tenancy.Faults.Clear();

    private DatabasesApi Mumbai => _estate.Mumbai.Api<DatabasesApi>();

    [Test]
    public async Task A_clone_holds_what_was_there_at_its_moment_and_nothing_later_and_is_removed()
    {
        await PlaceAsync(1);
        var incident = await IncidentNowAsync();
        await PlaceAsync(2);
        using var tenancy = Open();
        await using var recovery = Clone(tenancy);

        await RecoverAsync(recovery, incident);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await MarksAsync(recovery.Copy.Database!), Does.Contain(1).And.No.Member(2));
            Assert.That(await VerdictsAsync(recovery, incident), Is.All.EqualTo(Verdict.Passed));
            Assert.That(recovery.Copy.Target!.EngineVersion, Does.StartWith("PostgreSQL").And.EndsWith("standing in for Oracle Database"));
        }

        var disposal = await recovery.DisposeOfCopyAsync(CancellationToken.None);
        Assert.That(disposal.Disposed, Is.True);
        Assert.That(disposal.Proof.Single(), Does.EndWith("is gone: TERMINATED"));
        Assert.That(await LeftAsync(tenancy), Is.Empty);
    }

    [Test]
    public async Task A_source_that_changes_during_the_recovery_is_seen()
    {
        using var tenancy = Open();
        await using var recovery = Clone(tenancy);
        var incident = await IncidentNowAsync();
        await RecoverAsync(recovery, incident);

        await PlaceAsync(3);

        var answer = await recovery.Verifications.OfType<SourceUntouchedVerification>().Single().RunAsync(Context(incident), CancellationToken.None);
        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Does.Contain(("DRF534", "table public.marks")));
        await recovery.DisposeOfCopyAsync(CancellationToken.None);
    }

    [TestCase("UNAVAILABLE")]
    [TestCase("TERMINATED")]
    public async Task A_clone_that_comes_to_nothing_ends_the_drill_and_leaves_nothing(string state)
    {
        _estate.Tenancy.Faults.Add(new Fault("CreateAutonomousDatabase", FaultKind.FinalState) { FinalState = state });
        using var tenancy = Open(OciPatience.OfLocalRegion with { WaitLimit = TimeSpan.FromSeconds(20) });
        await using var recovery = Clone(tenancy);

        var incident = await IncidentNowAsync();
        Assert.That(() => RecoverAsync(recovery, incident), Throws.InstanceOf<DrillException>().With.Message.Contains(state));

        Assert.That((await recovery.DisposeOfCopyAsync(CancellationToken.None)).Disposed, Is.True);
        Assert.That(await LeftAsync(tenancy), Is.Empty);
    }

    [Test]
    public async Task A_creation_whose_answers_are_all_lost_leaves_nothing()
    {
        _estate.Tenancy.Faults.Add(new Fault("CreateAutonomousDatabase", FaultKind.ResetResponse) { Times = 50 });
        using var tenancy = Open(OciPatience.OfLocalRegion with { Retries = 1 });
        await using var recovery = Clone(tenancy);

        var incident = await IncidentNowAsync();
        Assert.That(() => RecoverAsync(recovery, incident), Throws.InstanceOf<CloudCallFailedException>());

        var disposal = await recovery.DisposeOfCopyAsync(CancellationToken.None);
        Assert.That(disposal.Proof.Single(), Does.EndWith("is gone: TERMINATED"));
        Assert.That(await LeftAsync(tenancy), Is.Empty);
    }

    [Test]
    public async Task The_newest_backup_can_be_cloned_instead_of_a_moment()
    {
        await PlaceAsync(4);
        await Mumbai.BackUpAsync(_catalog.Id);
        await PlaceAsync(5);
        using var tenancy = Open();
        await using var recovery = Clone(tenancy, new CloneFrom.Backup());

        await RecoverAsync(recovery, await IncidentNowAsync());

        Assert.That(await MarksAsync(recovery.Copy.Database!), Does.Contain(4).And.No.Member(5));
        await recovery.DisposeOfCopyAsync(CancellationToken.None);
    }

    [Test]
    public async Task The_drills_own_identity_cannot_restore_production_in_place()
    {
        using var tenancy = Open();
        await using var recovery = InPlace(tenancy);
        var incident = await IncidentNowAsync();
        await recovery.LocateAsync(incident, CancellationToken.None);

        Assert.That(
            () => recovery.RestoreAsync(NoProgress.Instance, CancellationToken.None),
            Throws.TypeOf<CloudCallFailedException>().With.Property("Status").EqualTo(404));
    }

    [Test]
    public async Task A_restore_in_place_whose_answer_is_lost_is_done_once()
    {
        await PlaceAsync(6);
        var incident = await IncidentNowAsync();
        await PlaceAsync(7);
        var lives = Mumbai.Find(_catalog.Id)!.Incarnations.Count;
        _estate.Tenancy.Faults.Add(new Fault("RestoreAutonomousDatabase", FaultKind.ResetResponse));
        using var tenancy = Open(profile: "ADMINISTRATOR");
        await using var recovery = InPlace(tenancy);

        await RecoverAsync(recovery, incident);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await MarksAsync(recovery.Copy.Database!), Does.Contain(6).And.No.Member(7));
            Assert.That(Mumbai.Find(_catalog.Id)!.Incarnations, Has.Count.EqualTo(lives + 1));
            Assert.That(_estate.Tenancy.Faults.Pending, Is.Empty);
        }
    }

    [Test]
    public async Task Daily_backups_are_made_and_kept_for_their_retention()
    {
        var clock = _estate.Tenancy.Clock;
        await clock.AdvanceAsync(TimeSpan.FromDays(3), CancellationToken.None);
        using var tenancy = Open();
        var calls = new DatabaseCalls(tenancy, tenancy.Home);

        var early = await calls.BackupsAsync(_catalog.Id, CancellationToken.None);
        await clock.AdvanceAsync(TimeSpan.FromDays(70), CancellationToken.None);
        var late = await calls.BackupsAsync(_catalog.Id, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early.Count(backup => backup.Type == global::Oci.DatabaseService.Models.AutonomousDatabaseBackupSummary.TypeEnum.Incremental), Is.EqualTo(3));
            Assert.That(late, Has.Count.EqualTo(60));
            Assert.That(late.Select(backup => backup.TimeAvailableTill), Is.All.GreaterThan(clock.GetUtcNow().UtcDateTime));
        }
    }

    [Test]
    public async Task Addresses_that_are_not_listed_cannot_connect()
    {
        var port = Mumbai.Find(_catalog.Id)!.Port;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await IsLetInAsync("127.0.0.1", port), Is.True);
            Assert.That(await IsLetInAsync("127.0.0.9", port), Is.False);
        }
    }

    [Test]
    public async Task After_its_region_came_back_the_database_holds_what_it_held()
    {
        await PlaceAsync(8);
        await _estate.Mumbai.StopAsync();
        await _estate.Mumbai.StartAsync(CancellationToken.None);

        await using var live = _catalog.Open();
        Assert.That(await MarksAsync(live), Does.Contain(8));
    }

    [Test]
    public async Task When_its_region_is_lost_the_peer_takes_over_with_what_had_reached_it()
    {
        var hyderabad = _estate.Hyderabad.Api<DatabasesApi>();
        var peer = await hyderabad.AddPeerAsync(_catalog.Id);
        await PlaceAsync(9);
        await Mumbai.ShipLogAsync(_catalog.Id, CancellationToken.None);
        await PlaceAsync(10);
        await _estate.Mumbai.StopAsync();
        try
        {
            using var tenancy = Open(profile: "ADMINISTRATOR");
            var options = new PeerFailoverOptions
            {
                Tenancy = tenancy,
                Region = "ap-hyderabad-1",
                LostDatabaseId = _catalog.Id,
                CompartmentId = _estate.Production.Id,
                AccessList = CatalogDatabase.UsualAccessList,
                NewestRecordQuery = "SELECT max(at) FROM marks",
                Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
            };
            await using (var unconfirmed = new PeerFailover(options))
            {
                Assert.That(
                    () => unconfirmed.LocateAsync(Incident(DateTimeOffset.MaxValue), CancellationToken.None), Throws.TypeOf<TargetRefusedException>());
            }

            await using var recovery = new PeerFailover(options with { Consent = new DestructiveConsent("Catalog", [peer]) });
            var restored = await RecoverAsync(recovery, Incident(DateTimeOffset.MaxValue));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(await MarksAsync(recovery.Copy.Database!), Does.Contain(9).And.No.Member(10));
                Assert.That(hyderabad.Find(peer)!.Role, Is.EqualTo("PRIMARY"));
                Assert.That(restored!.RecoveryPoint!.Method, Does.Contain("newest record is of"));
                Assert.That(await VerdictsAsync(recovery.Verifications, Incident(DateTimeOffset.MaxValue)), Is.All.EqualTo(Verdict.Passed));
            }
        }
        finally
        {
            await _estate.Mumbai.StartAsync(CancellationToken.None);
        }
    }

    [Test]
    public void A_clone_without_an_access_list_is_never_asked_for()
    {
        using var tenancy = Open();

        Assert.That(() => Clone(tenancy, accessList: []), Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains("access list is empty"));
    }

    private OciTenancy Open(OciPatience? patience = null, string profile = "DRDRILLS") => new(new OciTenancyOptions
    {
        Authentication = new OciAuthentication.ConfigFile(_estate.ConfigFile.FullName, profile),
        Regions = [.. _estate.Tenancy.Regions.Select(region => region.Name)],
        Endpoints = _estate.Tenancy.Regions.ToDictionary(region => region.Name, region => region.Endpoint),
        RunId = "adb-tests",
        Limits = new WriteLimits { Compartments = [_estate.Drills.Id] },
        Patience = patience ?? OciPatience.OfLocalRegion,
    });

    private AutonomousDatabaseClone Clone(OciTenancy tenancy, CloneFrom? from = null, IReadOnlyList<string>? accessList = null) => new(new()
    {
        Tenancy = tenancy,
        SourceId = _catalog.Id,
        CompartmentId = _estate.Drills.Id,
        AccessList = accessList ?? ["127.0.0.1"],
        From = from ?? CloneFrom.BeforeIncident,
        SourceTables = _ => _catalog.TablesAsync(),
        Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
    });

    private InPlaceRestore InPlace(OciTenancy tenancy) => new(new()
    {
        Tenancy = tenancy,
        DatabaseId = _catalog.Id,
        Consent = new DestructiveConsent(_catalog.DisplayName, [_catalog.Id]),
        AccessList = CatalogDatabase.UsualAccessList,
        Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
    });

    private static async Task<RestoreOutcome?> RecoverAsync(IRecovery recovery, Incident incident)
    {
        var backup = await recovery.LocateAsync(incident, CancellationToken.None);
        await recovery.ProvisionAsync(backup, NoProgress.Instance, CancellationToken.None);
        return await recovery.RestoreAsync(NoProgress.Instance, CancellationToken.None);
    }

    private static Task<IReadOnlyList<Verdict>> VerdictsAsync(AutonomousDatabaseClone recovery, Incident incident) =>
        VerdictsAsync(recovery.Verifications, incident);

    private static async Task<IReadOnlyList<Verdict>> VerdictsAsync(IReadOnlyList<IVerification> verifications, Incident incident)
    {
        var verdicts = new List<Verdict>();
        foreach (var verification in verifications)
        {
            verdicts.Add((await verification.RunAsync(Context(incident), CancellationToken.None)).Verdict);
        }

        return verdicts;
    }

    private static VerificationContext Context(Incident incident) => new()
    {
        Backup = new BackupDescriptor { Id = new BackupId("b"), Format = new BackupFormat("x"), Location = "x", Tool = "x" },
        Incident = incident,
        Objectives = DrDrills.Objectives.DrillObjectives.None,
    };

    private async Task<IReadOnlyList<string>> LeftAsync(OciTenancy tenancy) =>
        [.. (await new TaggedAutonomousDatabases().ListAsync(tenancy, tenancy.Home, _estate.Drills.Id, CancellationToken.None)).Select(one => one.Name)];

    /// <summary>In a second that began after all that the test did before.</summary>
    private async Task<Incident> IncidentNowAsync()
    {
        await _catalog.AwaitNextSecondAsync();
        return Incident(await _catalog.NowAsync());
    }

    private static Incident Incident(DateTimeOffset at) => new("a test", IncidentKind.Injected, at);

    /// <summary>Commits a row that a moment either holds or not.</summary>
    private async Task PlaceAsync(int mark)
    {
        await using var live = _catalog.Open();
        await using var command = live.CreateCommand(
            $"CREATE TABLE IF NOT EXISTS public.marks (id int, at timestamptz DEFAULT clock_timestamp()); INSERT INTO public.marks (id) VALUES ({mark})");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<int>> MarksAsync(System.Data.Common.DbDataSource database)
    {
        await using var command = database.CreateCommand("SELECT id FROM public.marks");
        await using var reader = await command.ExecuteReaderAsync();
        var marks = new List<int>();
        while (await reader.ReadAsync())
        {
            marks.Add(reader.GetInt32(0));
        }

        return marks;
    }

    /// <summary>Whether a connection from an address of this machine gets an answer: the server says N to the request for TLS.</summary>
    private static async Task<bool> IsLetInAsync(string address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), limit.Token);
            await socket.SendAsync(new byte[] { 0, 0, 0, 8, 4, 210, 22, 47 }, limit.Token);
            return await socket.ReceiveAsync(new byte[1], limit.Token) == 1;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class NoProgress : IProgress<StageProgress>
    {
        public static NoProgress Instance { get; } = new();

        public void Report(StageProgress value)
        {
        }
    }
}
