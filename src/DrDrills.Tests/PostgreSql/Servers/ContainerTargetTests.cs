using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Containers;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

public sealed class ContainerTargetTests : PostgresTargetConformance
{
    protected override Task<IPostgresTarget> OpenAsync()
    {
        Needs.ContainerEngine();
        return Task.FromResult<IPostgresTarget>(new ContainerTarget(new PostgresTargetOptions()));
    }

    protected override async Task<IReadOnlyList<string>> LeftoversAsync(string runId)
    {
        using var engine = ContainerEngine.Find().Engine!;
        var containers = await engine.ContainersAsync("drdrills.run=" + runId, Cancellation);
        var folders = RunRoot.Default.EnumerateDirectories().Where(folder => folder.Name.StartsWith(runId + "-container", StringComparison.Ordinal));
        return [.. containers.Select(container => $"container {container["Id"]}"), .. folders.Select(folder => folder.FullName)];
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Nobody_else_on_this_machine_reaches_the_socket()
    {
        await using var server = await Target.StartEmptyAsync(Empty() with { TimingProfile = TimingProfile.Quick }, Cancellation);
        var folder = RunRoot.Default.EnumerateDirectories($"{RunId}-container-*").Single();

        var sockets = folder.EnumerateDirectories().Single(inner => File.Exists(Path.Combine(inner.FullName, ".s.PGSQL.5432")));

        Assert.That(
            sockets.UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute),
            "whoever reaches it is trusted");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_look_at_the_machine_fetches_and_builds_no_image()
    {
        Needs.ContainerEngine();
        var options = new PostgresTargetOptions { Image = "drdrills.invalid/none:0", ImageRecipes = null };
        var target = new ContainerTarget(options);

        Assert.That(await target.ObstacleInSightAsync(Cancellation), Is.Null);
        Assert.That(await target.UnavailableBecauseAsync(Cancellation), Does.Contain("cannot be pulled"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_probe_sees_a_container_that_is_not_isolated()
    {
        var open = new ContainerTarget(new PostgresTargetOptions(), null, isolate: false);

        await using var server = await open.StartEmptyAsync(Empty(), Cancellation);

        Assert.That(server.Description.Isolation.EgressBlocked, Is.False, server.Description.Isolation.Probe);
    }
}
