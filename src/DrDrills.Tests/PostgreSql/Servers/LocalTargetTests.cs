using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

public sealed class LocalTargetTests : PostgresTargetConformance
{
    protected override Task<IPostgresTarget> OpenAsync()
    {
        Needs.Postgres();
        return Task.FromResult<IPostgresTarget>(new LocalTarget());
    }

    protected override Task<IReadOnlyList<string>> LeftoversAsync(string runId)
    {
        var folders = RunRoot.Default.EnumerateDirectories().Where(folder => folder.Name.StartsWith(runId + "-local", StringComparison.Ordinal));
        return Task.FromResult<IReadOnlyList<string>>([.. folders.Select(folder => folder.FullName), .. ProcessesOf(runId)]);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_probe_sees_a_server_that_is_not_isolated()
    {
        var open = new LocalTarget(null, null, isolate: false);

        await using var server = await open.StartEmptyAsync(Empty(), Cancellation);

        Assert.That(server.Description.Isolation.EgressBlocked, Is.False, server.Description.Isolation.Probe);
        Assert.That(server.Description.Isolation.Probe, Does.Contain("127.0.0.1").And.Contain("connected"));
    }

    private static IEnumerable<string> ProcessesOf(string runId) =>
        Directory.EnumerateDirectories("/proc", "*").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Where(path =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(path, "cmdline")).Contains(runId, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });
}
