using DrDrills.Objectives;
using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class ObjectiveSteps(DrillWorld world, VerdictDriver verdict)
{
    [Given("recovery is promised within {duration}, losing at most {duration} of work")]
    public void RecoveryIsPromised(TimeSpan recoveryTime, TimeSpan dataLoss) =>
        world.Objectives = new DrillObjectives(new RecoveryTimeObjective(recoveryTime), new RecoveryPointObjective(dataLoss));

    [Given("recovery is promised within {duration}")]
    public void RecoveryTimeIsPromised(TimeSpan recoveryTime) =>
        world.Objectives = new DrillObjectives(new RecoveryTimeObjective(recoveryTime), null);

    [Then("the recovery time objective is met")]
    public void RecoveryTimeObjectiveIsMet() => verdict.RequireMet(world.FinishedRun.RecoveryTime);

    [Then("the data loss objective is met")]
    public void DataLossObjectiveIsMet() => verdict.RequireMet(world.FinishedRun.DataLoss);
}
