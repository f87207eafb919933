using System.Text.Json;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>What every container of ours carries, so that the sweep can tell whose it is.</summary>
internal static class ContainerLabels
{
    public const string Run = "drdrills.run";

    public const string Owner = "drdrills.owner";

    private const string User = "drdrills.user";

    /// <summary>Filter for containers of this user; others may hide their processes from us, which would look as if they were gone.</summary>
    public static string OfThisUser => $"{User}={RunRoot.UserId}";

    public static Dictionary<string, string> For(string runId) => new()
    {
        [Run] = runId,
        [User] = RunRoot.UserId,
        [Owner] = JsonSerializer.Serialize(RunOwner.ThisProcess(runId)),
    };
}
