using System.Text.Json;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Containers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

/// <summary>Containers that killed runs left. Every start sweeps them, whoever made them: no other test may run meanwhile.</summary>
[NonParallelizable]
public sealed class ContainerSweepTests
{
    /// <summary>Not there: of the folders nothing is to be swept.</summary>
    private readonly DirectoryInfo _root = new(Path.Combine(Path.GetTempPath(), "drdrills-sweep-" + Guid.NewGuid().ToString("N")[..8]));

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    [CancelAfter(60_000)]
    public async Task A_container_whose_owner_is_gone_is_swept_and_one_whose_owner_lives_is_not()
    {
        Needs.ContainerEngine();
        using var engine = ContainerEngine.Find().Engine!;
        var image = await PostgresImage.EnsureAsync(engine, new PostgresTargetOptions(), Cancellation);
        var abandoned = await RunContainerAsync(image, RunOwner.ThisProcess("gone") with { ProcessStart = 1 });
        var running = await RunContainerAsync(image, RunOwner.ThisProcess("alive"));
        try
        {
            var swept = await new Sweep(new PostgresTargetOptions { RunRoot = _root }).SweepAsync(Cancellation);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(swept, Does.Contain(new Leftover("container", abandoned, "gone", true)));
                Assert.That(await engine.ContainerAsync(abandoned, Cancellation), Is.Null);
                Assert.That(await engine.ContainerAsync(running, Cancellation), Is.Not.Null, "a running run is never touched");
            }
        }
        finally
        {
            await engine.RemoveAsync(abandoned, CancellationToken.None);
            await engine.RemoveAsync(running, CancellationToken.None);
        }
    }

    private static async Task<string> RunContainerAsync(PostgresImage image, RunOwner owner)
    {
        var name = "drdrills-sweep-" + Guid.NewGuid().ToString("N")[..8];
        var labels = ContainerLabels.For(owner.RunId);
        labels[ContainerLabels.Owner] = JsonSerializer.Serialize(owner);
        var started = await HostCommand.RunAsync(
            [
                "docker", "run", "--detach", "--name", name, "--network", "none",
                .. labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" }), image.Name, "sleep", "60",
            ],
            Cancellation);
        Assert.That(started.ExitCode, Is.Zero, started.Errors);
        return name;
    }
}
