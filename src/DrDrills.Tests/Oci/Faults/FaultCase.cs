using OciSimulator.Faults;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>One kind of fault at one call of a drill.</summary>
internal sealed record FaultCase(string Operation, int Call, FaultKind Kind, bool IsAfterwards = false)
{
    /// <summary>Further calls of the same operation are looks at a state: they differ from run to run, and the third one is like the second.</summary>
    private const int MostCalls = 3;

    private static readonly FaultKind[] _ofEveryCall =
    [
        FaultKind.TooManyRequests, FaultKind.InternalServerError, FaultKind.UnavailableHtml, FaultKind.ResetRequest, FaultKind.ResetResponse,
    ];

    public Fault Fault => new(Operation, Kind) { Call = Call, IsAfterwards = IsAfterwards };

    /// <summary>Every kind at every call of a run that met no fault; creations may end FAULTY or be unseen at first, writes may be done and yet answered with 500.</summary>
    public static IReadOnlyList<FaultCase> Of(IEnumerable<RecordedRequest> run) =>
    [
        .. run.Where(request => request.Operation.Length > 0).GroupBy(request => request.Operation).SelectMany(operation =>
            Enumerable.Range(1, Math.Min(operation.Count(), MostCalls)).SelectMany(call => At(operation.First(), call))),
    ];

    public override string ToString() => $"{Operation}, call {Call}, {Kind}{(IsAfterwards ? " after it was done" : "")}";

    private static IEnumerable<FaultCase> At(RecordedRequest request, int call)
    {
        var (operation, writes) = (request.Operation, request.Method is "POST" or "PUT" or "DELETE");
        var creates = request.Method == "POST" && (operation.StartsWith("Create", StringComparison.Ordinal)
            || operation.StartsWith("Launch", StringComparison.Ordinal) || operation.StartsWith("Attach", StringComparison.Ordinal));
        return
        [
            .. _ofEveryCall.Select(kind => new FaultCase(operation, call, kind)),
            .. writes ? [new FaultCase(operation, call, FaultKind.InternalServerError, IsAfterwards: true)] : Array.Empty<FaultCase>(),
            .. creates ? [new FaultCase(operation, call, FaultKind.FinalState), new FaultCase(operation, call, FaultKind.HiddenAtFirst)] : Array.Empty<FaultCase>(),
        ];
    }
}
