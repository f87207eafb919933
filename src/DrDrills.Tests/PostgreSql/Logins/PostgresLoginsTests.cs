using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Logins;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Logins;

/// <summary>On the shared cluster, with roles and a database of its own.</summary>
public sealed class PostgresLoginsTests
{
    private const string One = "logins_one";
    private const string Other = "logins_other";

    private readonly Login _login = new(One, SecretText.NewPassword());
    private NpgsqlDataSource _database = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var cluster = await ScratchCluster.SharedAsync();
        _database = await cluster.CreateDatabaseAsync("logins", CancellationToken.None);
        await using var roles = _database.CreateCommand($"CREATE ROLE {One}; CREATE ROLE {Other}; CREATE ROLE logins_trusted LOGIN");
        await roles.ExecuteNonQueryAsync();
        await PasswordAuthentication.RequireAsync(_database, [One, Other], TimeProvider.System, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await using (var roles = _database.CreateCommand($"DROP ROLE {One}, {Other}, logins_trusted"))
        {
            await roles.ExecuteNonQueryAsync();
        }

        await _database.DisposeAsync();
    }

    [Test]
    public async Task A_login_is_let_in_by_its_password_only_until_it_is_revoked()
    {
        var logins = new PostgresLogins(_database);
        await logins.SetAsync(_login, CancellationToken.None);

        Assert.That(await logins.LetsInAsync(_login, CancellationToken.None), Is.True);
        Assert.That(await logins.LetsInAsync(_login with { Password = SecretText.NewPassword() }, CancellationToken.None), Is.False);

        await logins.RevokeAsync(One, CancellationToken.None);

        Assert.That(await logins.LetsInAsync(_login, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Revoking_ends_the_sessions()
    {
        var logins = new PostgresLogins(_database);
        await logins.SetAsync(_login, CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.ConnectionString)
        {
            Username = One, Password = _login.Password.Reveal(),
        });
        await using var session = await source.OpenConnectionAsync();

        Assert.That(await logins.SessionsAsync(One, CancellationToken.None), Is.GreaterThan(0));
        await logins.RevokeAsync(One, CancellationToken.None);

        await using var ask = new NpgsqlCommand("SELECT 1", session);
        Assert.That(() => ask.ExecuteScalarAsync(), Throws.InstanceOf<NpgsqlException>());
    }

    [Test]
    public void A_server_that_lets_in_whoever_comes_proves_nothing()
    {
        var logins = new PostgresLogins(_database);

        var refused = Assert.ThrowsAsync<VerificationImpossibleException>(
            () => logins.LetsInAsync(new Login("logins_trusted", SecretText.NewPassword()), CancellationToken.None));

        Assert.That(refused.Code, Is.EqualTo("DR4411"));
    }

    [Test]
    public async Task A_copy_with_the_wrong_password_is_red()
    {
        var logins = new PostgresLogins(_database);
        await logins.SetAsync(_login, CancellationToken.None);
        var (before, after) = (_login with { Password = SecretText.NewPassword() }, _login);

        var answer = await new RestoredPasswordVerification(opens: before, refused: after).RunAsync(Context(), CancellationToken.None);

        Assert.That(answer.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "DRF546", "DRF547" }));
        Assert.That(string.Join('\n', answer.Findings), Does.Not.Contain(after.Password.Reveal()));
    }

    [Test]
    public async Task A_copy_with_the_right_password_is_green()
    {
        await new PostgresLogins(_database).SetAsync(_login, CancellationToken.None);

        var answer = await new RestoredPasswordVerification(opens: _login, refused: new Login(Other, SecretText.NewPassword()))
            .RunAsync(Context(), CancellationToken.None);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
    }

    private VerificationContext Context() => new()
    {
        Backup = Samples.Backup(),
        Incident = new DrDrills.Drills.Incident("lost", DrDrills.Drills.IncidentKind.Declared, Samples.Incidence),
        Objectives = DrDrills.Objectives.DrillObjectives.None,
        Database = _database,
    };
}
