using System.Text.RegularExpressions;
using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;
using DrDrills.PostgreSql.Servers;
using DrDrills.Verification;
using OciSimulator.Faults;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>Runs one drill under one fault after the other, and judges each run.</summary>
internal sealed partial class FaultBench(BharatMartEstate estate, FaultableDrill drill)
{
    /// <summary>A run that is not over by then hangs: its slowest stage waits for a state, and such a wait is bounded by less.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(4);

    /// <value>What the last run asked, in the order of the answers.</value>
    public IReadOnlyList<RecordedRequest> Requests { get; private set; } = [];

    /// <summary>The cases of a run without a fault, which has to pass and to leave nothing.</summary>
    public async Task<IReadOnlyList<FaultCase>> CasesAsync()
    {
        var judgement = await RunAsync(null);
        return judgement is { Complaint: null, End: FaultJudgement.Passed }
            ? FaultCase.Of(Requests)
            : throw new InvalidOperationException($"{drill.Name} without a fault: {judgement.End} {judgement.Complaint}");
    }

    /// <summary>
    /// One run under a fault: it passes, or ends inconclusive with an error that has a code, or failed with a finding where what was made ends FAULTY;
    /// in any case nothing is left.
    /// </summary>
    public async Task<FaultJudgement> RunAsync(FaultCase? fault)
    {
        await drill.RenewAsync();
        var runId = RunIds.New(TimeProvider.System);
        await using var work = await RunFolder.CreateAsync(runId, "work", null, CancellationToken.None);
        using var tenancy = Tenancy(runId);
        var (incident, recovery, verifications) = drill.Recover(tenancy, work.Directory);
        estate.Tenancy.Requests.Clear();
        if (fault is not null) estate.Tenancy.Faults.Add(fault.Fault);
        try
        {
            var running = new DrillRunner(TimeProvider.System, NoObserver.Instance).RunAsync(Plan(runId, incident, recovery, verifications), CancellationToken.None);
            if (await Task.WhenAny(running, Task.Delay(_limit)) != running) return new FaultJudgement(fault, "", true, $"it hangs: not over after {_limit}");
            var run = await running;
            Requests = estate.Tenancy.Requests.All;
            var met = estate.Tenancy.Faults.Pending.Count == 0;
            estate.Tenancy.Faults.Clear();
            return new FaultJudgement(fault, run.Error?.Code ?? (run.Verdict == Verdict.Passed ? FaultJudgement.Passed : run.VerdictReason), met, Complaint(fault, run, await LeftoversAsync(tenancy, runId), await drill.BrokenAsync(tenancy)));
        }
        finally
        {
            estate.Tenancy.Faults.Clear();
        }
    }

    private string? Complaint(FaultCase? fault, DrillRun run, IReadOnlyList<string> leftovers, string? broken)
    {
        string[] complaints =
        [
            .. run.Verdict switch
            {
                Verdict.Failed when fault?.Kind != FaultKind.FinalState => [$"a fault was taken for a bad backup: {run.VerdictReason} {string.Join(" ", run.Findings.Select(finding => finding.Code))}"],
                Verdict.Inconclusive when !HasCode(run) => [$"it ended without a code: {run.VerdictReason}"],
                _ => Array.Empty<string>(),
            },
            .. run.Disposal is { Disposed: false } disposal ? [$"not disposed of: {string.Join("; ", disposal.Proof)}"] : Array.Empty<string>(),
            .. leftovers.Select(leftover => $"left behind: {leftover}"),
            .. broken is null ? Array.Empty<string>() : [$"broken by the drill: {broken}"],
            .. estate.Tenancy.Requests.Defects.Select(defect => $"the simulator failed: {defect}"),
        ];
        return complaints.Length == 0 ? null : string.Join(Environment.NewLine + "    ", complaints);
    }

    private static bool HasCode(DrillRun run) => ErrorCode().IsMatch($"{run.Error?.Code} {run.VerdictReason}");

    private async Task<IReadOnlyList<string>> LeftoversAsync(OciTenancy tenancy, string runId)
    {
        var left = new List<string>();
        foreach (var region in tenancy.Regions)
        {
            foreach (var kind in SweptKinds.All)
            {
                var found = await kind.ListAsync(tenancy, region, estate.Drills.Id, CancellationToken.None);
                left.AddRange(found.Where(one => one.Tags.RunId == runId).Select(one => $"{kind.Kind} in {region}: {one}"));
            }
        }

        return left;
    }

    private OciTenancy Tenancy(string runId) => new(new OciTenancyOptions
    {
        Authentication = new OciAuthentication.ConfigFile(estate.ConfigFile.FullName, drill.Profile),
        Regions = [.. estate.Tenancy.Regions.Select(region => region.Name)],
        Endpoints = estate.Tenancy.Regions.ToDictionary(region => region.Name, region => region.Endpoint),
        RunId = runId,
        Limits = new WriteLimits { Compartments = [estate.Drills.Id] },
        Patience = OciPatience.OfLocalRegion,
    });

    private DrillPlan Plan(string runId, Incident incident, IRecovery recovery, IReadOnlyList<IVerification> verifications) => new()
    {
        RunId = runId,
        DrillId = "faults/" + drill.Name,
        Title = drill.Name,
        System = "bharatmart",
        Incident = incident,
        Recovery = recovery,
        Verifications = verifications,
        EvidenceClass = EvidenceClass.Mechanism,
    };

    [GeneratedRegex(@"\bDR\d{4}\b")]
    private static partial Regex ErrorCode();
}
