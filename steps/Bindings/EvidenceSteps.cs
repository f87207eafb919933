using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class EvidenceSteps(VerdictDriver verdict)
{
    [Then("nothing could leave the restored copy")]
    public void NothingCouldLeave() => verdict.RequireIsolated();

    [Then("the restored copy is disposed of")]
    public void CopyIsDisposedOf() => verdict.RequireDisposed();
}
