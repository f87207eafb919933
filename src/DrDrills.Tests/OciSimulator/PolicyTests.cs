using System.Net;
using NUnit.Framework;
using OciSimulator.Policies;

namespace DrDrills.Tests.OciSimulator;

public sealed class PolicyTests
{
    private static readonly Permission _deleteVolume = new("volumes", Verb.Manage, "VOLUME_DELETE");
    private static readonly Permission _readVolume = new("volumes", Verb.Inspect, "VOLUME_INSPECT");
    private static readonly Permission _readObject = new("objects", Verb.Read, "OBJECT_READ");

    private ScratchTenancy _scratch = null!;
    private string _user = null!;
    private string _production = null!;
    private string _drills = null!;
    private string _nested = null!;

    [SetUp]
    public async Task Start()
    {
        _scratch = await ScratchTenancy.StartAsync();
        var identity = _scratch.Identity;
        identity.AddGroup("Drills");
        identity.AddGroup("Other Group");
        _user = _scratch.AddUser("drill", "Drills").UserId;
        _production = identity.AddCompartment("production").Id;
        _drills = identity.AddCompartment("drills").Id;
        _nested = identity.AddCompartment("nested", _drills).Id;
    }

    [TearDown]
    public Task Stop() => _scratch.DisposeAsync().AsTask();

    [TestCase("Allow group Drills to manage volumes in compartment drills", true, false)]
    [TestCase("allow GROUP drills TO MANAGE VOLUME-FAMILY IN COMPARTMENT drills", true, false)]
    [TestCase("Allow group Drills to manage all-resources in tenancy", true, true)]
    [TestCase("Allow group Drills to use volumes in compartment drills", false, false)]
    [TestCase("Allow group Drills to manage objects in compartment drills", false, false)]
    [TestCase("Allow group 'Other Group' to manage volumes in compartment drills", false, false)]
    [TestCase("Allow group 'Other Group', Drills to manage volumes in compartment drills", true, false)]
    [TestCase("Allow any-user to manage volumes in compartment drills", true, false)]
    [TestCase("Allow dynamic-group Drills to manage volumes in compartment drills", false, false)]
    [TestCase("Allow service blockstorage to manage volumes in compartment drills", false, false)]
    [TestCase("Allow group Drills to {VOLUME_CREATE, VOLUME_DELETE} in compartment drills", true, false)]
    [TestCase("Allow group Drills to {VOLUME_CREATE} in compartment drills", false, false)]
    [TestCase("Allow group Drills to manage volumes in tenancy where target.compartment.name = 'drills'", true, false)]
    [TestCase("Allow group Drills to manage volumes in tenancy where target.compartment.name != 'production'", true, false)]
    [TestCase("Allow group Drills to manage volumes in tenancy where all {request.permission != 'VOLUME_DELETE'}", false, false)]
    [TestCase("Allow group Drills to manage volumes in tenancy where any {request.operation = 'X', request.permission = 'VOLUME_DELETE'}", true, true)]
    [TestCase("Allow group Drills to manage volumes in compartment nowhere", false, false)]
    public void A_statement_allows_what_it_says_where_it_says(string statement, bool inDrills, bool inProduction)
    {
        _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, statement);

        Assert.That(Allows(_deleteVolume, _drills), Is.EqualTo(inDrills));
        Assert.That(Allows(_deleteVolume, _production), Is.EqualTo(inProduction));
    }

    [Test]
    public void Without_a_statement_nothing_is_allowed() => Assert.That(Allows(_readVolume, _drills), Is.False);

    [TestCase("inspect", true, false)]
    [TestCase("read", true, false)]
    [TestCase("use", true, false)]
    [TestCase("manage", true, true)]
    public void A_verb_includes_the_ones_before_it(string verb, bool mayInspect, bool mayDelete)
    {
        _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, $"Allow group Drills to {verb} volumes in compartment drills");

        Assert.That(Allows(_readVolume, _drills), Is.EqualTo(mayInspect));
        Assert.That(Allows(_deleteVolume, _drills), Is.EqualTo(mayDelete));
    }

    [TestCase("drills", true)]
    [TestCase("drills:nested", true)]
    [TestCase("nested", false)]
    [TestCase("production", false)]
    public void A_statement_reaches_the_compartments_within_the_one_it_names_by_its_path(string location, bool allowed)
    {
        _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, $"Allow group Drills to manage volumes in compartment {location}");

        Assert.That(Allows(_deleteVolume, _nested), Is.EqualTo(allowed));
    }

    [Test]
    public void A_policy_reaches_no_further_up_than_where_it_is_attached()
    {
        _scratch.Identity.AddPolicy("p", _drills, $"Allow group Drills to manage volumes in compartment id {_production}", "Allow group Drills to manage volumes in compartment nested");

        Assert.That(Allows(_deleteVolume, _production), Is.False);
        Assert.That(Allows(_deleteVolume, _nested), Is.True);
    }

    [TestCase("/logs-*/", "logs-2026", true)]
    [TestCase("/logs-*/", "photos", false)]
    [TestCase("'logs-*'", "logs-2026", false)]
    [TestCase("'logs-2026'", "logs-2026", true)]
    public void A_condition_asks_about_the_target(string value, string bucket, bool allowed)
    {
        _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, $"Allow group Drills to read objects in tenancy where target.bucket.name = {value}");

        Assert.That(Allows(_readObject, _production, Target.Of("target.bucket.name", bucket)), Is.EqualTo(allowed));
        Assert.That(Allows(_readObject, _production), Is.False, "a condition on what the request does not say is not met");
    }

    [TestCase("instance.compartment.id", true)]
    [TestCase("instance.id", false)]
    public void A_dynamic_group_holds_the_instances_that_its_rule_matches(string variable, bool allowed)
    {
        _scratch.Identity.AddDynamicGroup("Shop", $"ANY {{{variable} = '{_production}'}}");
        _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, "Allow dynamic-group Shop to read volumes in compartment production");

        Assert.That(
            _scratch.Tenancy.Policies.Allows(new PolicyQuestion(new Caller("ocid1.instance.oc1..x", "instance", _production), _readVolume, "GetVolume", "ap-mumbai-1", _production, null)),
            Is.EqualTo(allowed));
    }

    [TestCase("Permit group A to read volumes in tenancy", "expected allow")]
    [TestCase("Allow group A to look volumes in tenancy", "expected inspect, read, use or manage")]
    [TestCase("Allow group A to read volumes", "expected in")]
    [TestCase("Allow group A to read volumes in tenancy when x = 'y'", "expected the end")]
    [TestCase("Allow robot A to read volumes in tenancy", "expected group")]
    [TestCase("Allow group A to read volumes in tenancy where x > 'y'", "expected = or !=")]
    public void A_sentence_that_cannot_be_read_is_refused_with_what_was_expected(string statement, string expected) => Assert.That(
        () => _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, statement), Throws.InstanceOf<FormatException>().With.Message.Contains(expected));

    [Test]
    public async Task What_is_forbidden_and_what_is_absent_look_the_same_on_the_wire()
    {
        _scratch.Identity.AddPolicy("p", _scratch.Tenancy.Id, "Allow group Drills to read notes in compartment production");
        using var administrator = _scratch.Administrator();
        using var drill = _scratch.Client(_scratch.AddUser("other", "Drills"));
        var made = await administrator.SendAsync("POST", "/20260101/notes", new { compartmentId = _production, text = "kept" });

        var read = await drill.GetAsync($"/20260101/notes/{made["id"]}");
        var deletion = await drill.SendAsync("DELETE", $"/20260101/notes/{made["id"]}", null);
        var absent = await drill.SendAsync("DELETE", "/20260101/notes/ocid1.note.oc1..absent", null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(deletion.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(deletion.Text, Is.EqualTo(absent.Text));
            Assert.That(deletion.Code, Is.EqualTo("NotAuthorizedOrNotFound"));
            Assert.That(_scratch.Notes.Notes.All, Has.Exactly(1).Items);
        }
    }

    private bool Allows(Permission permission, string compartment, Target? target = null) => _scratch.Tenancy.Policies.Allows(
        new PolicyQuestion(new Caller(_user, "user", _scratch.Tenancy.Id), permission, "Operation", "ap-mumbai-1", compartment, target));
}
