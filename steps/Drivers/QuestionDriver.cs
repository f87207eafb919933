using DrDrills.Configuration;

namespace DrDrills.Steps.Drivers;

/// <summary>The scenario's own questions to the restored data, written as <c>checks</c> are in <c>drdrills.json</c>.</summary>
public sealed class QuestionDriver(DrillWorld world)
{
    public void Ask(string checks) => world.Checks = [.. world.Checks, .. SqlCheckSection.Parse(checks, "The scenario's doc string")];
}
