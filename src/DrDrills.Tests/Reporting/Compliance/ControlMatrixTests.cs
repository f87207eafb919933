using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Compliance;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Packs;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Compliance;

public sealed class ControlMatrixTests
{
    private static readonly DateTimeOffset _now = Samples.Incidence.AddDays(1);

    [Test]
    public async Task A_proven_restore_of_a_real_backup_supports_tested_backups()
    {
        var line = (await MatrixAsync([await ReportedRun.PassedAsync(EvidenceClass.Provider)])).Single("ISO27001:A.8.13");

        Assert.That(line.State, Is.EqualTo(ControlState.Supported));
        Assert.That(line.Records, Is.EqualTo(new[] { "20260801-030000-9f3a61" }));
        Assert.That(line.Gaps, Is.Empty);
    }

    [Test]
    public async Task A_fixture_supports_it_in_part_only()
    {
        var line = (await MatrixAsync([await ReportedRun.PassedAsync()])).Single("ISO27001:A.8.13");

        Assert.That(line.State, Is.EqualTo(ControlState.Partly));
        Assert.That(line.Gaps.Single(), Does.Contain("mechanism"));
    }

    [Test]
    public async Task A_failed_drill_supports_nothing()
    {
        var matrix = await MatrixAsync([await ReportedRun.FailedAsync()]);

        Assert.That(matrix.Single("ISO27001:A.8.13").State, Is.EqualTo(ControlState.NotCovered));
        Assert.That(matrix.Single("NIST80053:CP-10").State, Is.EqualTo(ControlState.NotCovered));
    }

    [Test]
    public async Task A_negative_control_shows_faults_and_never_content()
    {
        var matrix = await MatrixAsync([await ReportedRun.ControlAsync()]);

        Assert.That(matrix.Single("NIST80053:CP-4(5)").State, Is.EqualTo(ControlState.Supported));
        Assert.That(matrix.Single("ISO27001:A.8.13").State, Is.EqualTo(ControlState.NotCovered));
    }

    [Test]
    public async Task A_working_day_at_the_other_site_is_never_claimed()
    {
        var matrix = await MatrixAsync([await ReportedRun.PassedAsync(EvidenceClass.Provider), await ReportedRun.ControlAsync()]);

        Assert.That(matrix.Single("RBI:29(c)").State, Is.EqualTo(ControlState.NotCovered));
    }

    [Test]
    public async Task Evidence_that_is_too_old_is_a_gap()
    {
        var line = (await MatrixAsync([await ReportedRun.PassedAsync(EvidenceClass.Provider)], at: _now.AddDays(40))).Single("NIST80053:CP-9(1)");

        Assert.That(line.State, Is.EqualTo(ControlState.Partly));
        Assert.That(line.Gaps.Single(), Is.EqualTo("the newest is of 2026-08-01, more than 31 days ago"));
    }

    [Test]
    public async Task A_clause_with_its_own_limits_is_held_to_them()
    {
        var line = (await MatrixAsync([await ReportedRun.PassedAsync(EvidenceClass.Provider)])).Single("SEBI:RC.RP.S2");

        Assert.That(line.State, Is.EqualTo(ControlState.NotCovered), "an hour of work was lost, 15 minutes are allowed");
    }

    [Test]
    public async Task Follow_up_needs_a_decision_and_an_owner_for_each_finding()
    {
        var failed = await ReportedRun.FailedAsync();
        var passed = await ReportedRun.PassedAsync(EvidenceClass.Provider);
        var decided = Review(ReviewDecision.Accept);
        var assigned = decided with { Findings = [new FindingAssignment(failed.RecordId, "DRF301", "ann", new DateOnly(2026, 9, 1), null)] };

        var undecided = (await MatrixAsync([failed, passed])).Single("RBI:29(b)");
        var unassigned = (await MatrixAsync([failed, passed], [decided])).Single("RBI:29(b)");
        var complete = (await MatrixAsync([failed, passed], [assigned])).Single("RBI:29(b)");

        Assert.That(
            new[] { undecided.State, unassigned.State, complete.State },
            Is.EqualTo(new[] { ControlState.NotCovered, ControlState.NotCovered, ControlState.Supported }));
    }

    [Test]
    public void A_catalogue_with_mistakes_lists_them()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """
            { "schema": "drdrills.controls/v9", "reading": "ours", "frameworks": [ { "id": "X", "title": "X", "controls": [
              { "id": "1", "demand": "d", "needs": [], "everyDays": 0 } ] } ] }
            """);
        try
        {
            Assert.That(
                () => ControlCatalogue.ReadAsync(path, CancellationToken.None),
                Throws.TypeOf<ConfigurationInvalidException>().With.Property("Mistakes").Count.EqualTo(3));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase(30, false)]
    [TestCase(40, true)]
    public async Task A_proof_that_came_later_than_the_clause_allows_is_a_gap(int days, bool isLate)
    {
        var passed = await ReportedRun.PassedAsync(EvidenceClass.Provider);
        var before = HistoryPoint.Of("run-0", passed, asItShouldBe: true) with { EndedAt = passed.Timing.EndedAt.AddDays(-days) };

        var monthly = (await MatrixAsync([passed], earlier: [before])).Single("NIST80053:CP-9(1)");
        var yearly = (await MatrixAsync([passed], earlier: [before])).Single("ISO27001:A.8.13");
        var other = (await MatrixAsync([passed], earlier: [before with { System = "billing" }])).Single("NIST80053:CP-9(1)");

        Assert.That(monthly.Gaps.Any(gap => gap.StartsWith("frequency missed: ", StringComparison.Ordinal) && gap.Contains("40 days earlier, and at most 31", StringComparison.Ordinal)), Is.EqualTo(isLate));
        Assert.That((yearly.State, other.State), Is.EqualTo((ControlState.Supported, ControlState.Supported)));
    }

    private static async Task<Lines> MatrixAsync(
        EvidenceRecord[] records, Review[]? reviews = null, DateTimeOffset? at = null, HistoryPoint[]? earlier = null) =>
        new(ControlMatrix.Of(await ReportedRun.CatalogueAsync(), records, reviews ?? [], at ?? _now, earlier ?? []));

    private static Review Review(ReviewDecision decision) => new()
    {
        Schema = DrDrills.Reporting.Packs.Review.SchemaVersion,
        RunId = "r",
        IndexSha256 = new string('0', 64),
        Sequence = 1,
        PreviousReviewSha256 = null,
        Reviewer = "ann",
        Decision = decision,
        ReviewedAt = _now,
        Note = "",
        Findings = [],
        Retests = [],
    };

    private sealed record Lines(ControlMatrix Matrix)
    {
        public ControlLine Single(string id) => Matrix.Lines.Single(line => line.Id == id);
    }
}
