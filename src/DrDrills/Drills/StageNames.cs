namespace DrDrills.Drills;

/// <summary>Stages as people and files name them.</summary>
public static class StageNames
{
    /// <summary>"declare incident", "locate", … "dispose".</summary>
    public static string Of(DrillStage stage) =>
        stage == DrillStage.DeclareIncident ? "declare incident" : stage.ToString().ToLowerInvariant();
}
