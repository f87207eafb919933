using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

public sealed class PostgresTargetsTests
{
    private readonly List<string> _said = [];

    [SetUp]
    public void Forget() => _said.Clear();

    [Test]
    public async Task Auto_takes_the_first_that_works_and_says_why_not_the_one_before()
    {
        var local = new Place(TargetKind.Local, null);

        var chosen = await PostgresTargets.FirstAsync(
            [new Place(TargetKind.Container, "No engine answers. Start it: systemctl start docker"), local],
            TargetKind.Auto, _said.Add, CancellationToken.None);

        Assert.That(chosen, Is.SameAs(local));
        Assert.That(_said, Is.EqualTo(new[]
        {
            "The container target cannot be used: No engine answers. Start it: systemctl start docker",
            "PostgreSQL is restored into the local target.",
        }));
    }

    [Test]
    public void Auto_that_finds_nothing_names_everything_that_is_missing()
    {
        var none = Assert.ThrowsAsync<EngineUnavailableException>(() => PostgresTargets.FirstAsync(
            [new Place(TargetKind.Container, "No engine answers."), new Place(TargetKind.Local, "No programs are installed.")],
            TargetKind.Auto, _said.Add, CancellationToken.None));

        Assert.That(none!.Code, Is.EqualTo("DR3102"));
        Assert.That(none.Statement, Does.Contain("container: No engine answers.").And.Contain("local: No programs are installed."));
        Assert.That(none.Hint, Does.Contain("apt-get install postgresql"));
        Assert.That(none.ExitCode, Is.EqualTo(ExitCode.EnvironmentMissing));
    }

    [Test]
    public void A_kind_that_was_asked_for_is_not_replaced_by_another()
    {
        var options = new PostgresTargetOptions { Kind = TargetKind.Container, Image = "drdrills.invalid/none:0", ImageRecipes = null };

        var missing = Assert.ThrowsAsync<EngineUnavailableException>(
            () => PostgresTargets.SelectAsync(options, _said.Add, CancellationToken.None));

        Assert.That(missing!.Code, Is.EqualTo("DR3102"));
        Assert.That(missing.Statement, Does.Contain("container").And.Not.Contain("local:"));
    }

    [Test]
    public async Task The_local_target_is_had_when_asked_for()
    {
        Needs.Postgres();

        var chosen = await PostgresTargets.SelectAsync(
            new PostgresTargetOptions { Kind = TargetKind.Local }, _said.Add, CancellationToken.None);

        Assert.That(chosen.Kind, Is.EqualTo(TargetKind.Local));
        Assert.That(_said[^1], Is.EqualTo("PostgreSQL is restored into the local target, as asked for."));
    }

    private sealed class Place(TargetKind kind, string? reason) : IPostgresTarget
    {
        public TargetKind Kind => kind;

        public Task<string?> UnavailableBecauseAsync(CancellationToken cancellationToken) => Task.FromResult(reason);

        public Task<IPostgresServer> StartEmptyAsync(ServerRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IPostgresServer> StartFromDataDirectoryAsync(PhysicalServerRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
