using DrDrills.Cli.Diagnosis;
using DrDrills.PostgreSql.Servers;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class MachineDiagnosisTests
{
    [TestCase(null, true)]
    [TestCase("No engine answers.\nHint: start it", false)]
    public async Task A_target_is_only_looked_at(string? obstacle, bool canDrill)
    {
        var target = new Seen(obstacle);
        var diagnosis = new MachineDiagnosis(null, [target]);

        var lines = await diagnosis.LookAsync(CancellationToken.None);

        Assert.That(target.Fetched, Is.False, "a diagnosis changes nothing");
        Assert.That(diagnosis.CanDrill, Is.EqualTo(canDrill));
        Assert.That(lines[0].State, Is.EqualTo(canDrill ? DiagnosisState.Here : DiagnosisState.Missing));
    }

    private sealed class Seen(string? obstacle) : IPostgresTarget
    {
        public bool Fetched { get; private set; }

        public TargetKind Kind => TargetKind.Container;

        public Task<string?> UnavailableBecauseAsync(CancellationToken cancellationToken)
        {
            Fetched = true;
            return Task.FromResult(obstacle);
        }

        public Task<string?> ObstacleInSightAsync(CancellationToken cancellationToken) => Task.FromResult(obstacle);

        public Task<IPostgresServer> StartEmptyAsync(ServerRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException("a diagnosis starts nothing");

        public Task<IPostgresServer> StartFromDataDirectoryAsync(PhysicalServerRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException("a diagnosis starts nothing");
    }
}
