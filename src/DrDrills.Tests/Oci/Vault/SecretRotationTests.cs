using BharatMart.Estate;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Vault;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Vault;

namespace DrDrills.Tests.Oci.Vault;

public sealed class SecretRotationTests
{
    private readonly Login _first = new("a", SecretText.NewPassword());
    private EstateSession _session = null!;
    private ShopSecrets _secrets = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _secrets = await _session.Estate.PartAsync(ShopSecrets.MakeAsync);
    }

    [OneTimeTearDown]
    public async Task Close() => await _session.DisposeAsync();

    [Test]
    public async Task The_old_login_is_taken_away_last_once_the_vault_has_the_new_one()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        var currentAtRevoke = 0L;
        logins.OnRevoke = () => currentAtRevoke = Stored(secret).CurrentVersionNumber;

        var run = await RunAsync(Options(secret, logins), logins);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
        Assert.That(logins.Asked.Take(3), Is.EqualTo(new[] { "set b", "try b", "revoke a" }));
        Assert.That(currentAtRevoke, Is.EqualTo(2));
        Assert.That(Stages(secret), Is.EqualTo(new[] { "DEPRECATED", "PREVIOUS", "CURRENT LATEST" }));
    }

    [Test]
    public async Task It_is_taken_back_to_the_version_before()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        await RunAsync(Options(secret, logins) with { KeepPrevious = true }, logins);

        logins.Open["a"] = 1;
        logins.Open["b"] = 0;
        var run = await RunAsync(Options(secret, logins) with { To = RotationTarget.PreviousVersion, KeepPrevious = true }, logins);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
        Assert.That(await logins.LetsInAsync(_first, CancellationToken.None), Is.True);
        Assert.That(Stages(secret), Is.EqualTo(new[] { "CURRENT", "LATEST PREVIOUS" }));
    }

    [Test]
    public async Task A_login_that_does_not_work_is_not_made_current()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        logins.Refuses = true;

        var run = await RunAsync(Options(secret, logins), logins);

        Assert.That(run.Error?.Code, Is.EqualTo("DR4422"));
        Assert.That(Stages(secret), Is.EqualTo(new[] { "CURRENT", "LATEST PENDING" }));
        Assert.That(logins.Asked, Has.None.StartsWith("revoke"));
    }

    [Test]
    public async Task An_application_that_stays_with_the_old_login_keeps_it()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        logins.Open["b"] = 0;
        logins.Open["a"] = 3;

        var run = await RunAsync(Options(secret, logins) with { PickUpLimit = TimeSpan.Zero }, logins);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(run.Error, Is.TypeOf<TargetNotReadyException>().With.Message.Contains("3 of 'a'"));
        Assert.That(logins.Asked, Has.None.StartsWith("revoke"));
    }

    [Test]
    public async Task A_replaced_password_that_still_works_is_red()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync(keepsRevoked: true);
        logins.OnRevoke = () => logins.Open["a"] = 2;

        var run = await RunAsync(Options(secret, logins), logins);

        Assert.That(Red(run, "old-password"), Is.EqualTo(new[] { "DRF542", "DRF544" }));
    }

    [Test]
    public async Task A_current_password_that_does_not_work_any_more_is_red()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        logins.OnRevoke = () => logins.Refuses = true;

        var run = await RunAsync(Options(secret, logins), logins);

        Assert.That(Red(run, "old-password"), Is.EqualTo(new[] { "DRF543" }));
    }

    [Test]
    public async Task A_vault_that_marks_another_version_is_red()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        var rotation = new SecretRotation(Options(secret, logins));
        var secrets = _session.Estate.Mumbai.Api<SecretsApi>().Secrets;

        var run = await _session.RunAsync(
            rotation,
            [
                new Meanwhile(() => secrets.Store.Update(secret.Id, one => secrets.Promoted(one, 1))),
                .. RotationVerifications.Of(rotation),
            ]);

        Assert.That(Red(run, "secret-versions"), Is.EqualTo(new[] { "DRF545", "DRF545" }));
    }

    [Test]
    public async Task The_secret_of_another_application_is_refused()
    {
        var secret = _secrets.Rehearse(new Login("stranger", SecretText.NewPassword()));

        var run = await RunAsync(Options(secret, new MemoryLogins()), new MemoryLogins());

        Assert.That(run.Error?.Code, Is.EqualTo("DR4421"));
    }

    [Test]
    public async Task No_password_is_in_what_is_told_of_the_run()
    {
        var secret = _secrets.Rehearse(_first);
        var logins = await LoginsAsync();
        var rotation = new SecretRotation(Options(secret, logins));

        var run = await _session.RunAsync(rotation, [.. RotationVerifications.Of(rotation)]);

        var told = string.Join('\n', run.Stages.Select(stage => $"{stage}")) + run.Backup + run.VerdictReason + rotation.Wanted;
        Assert.That(told, Does.Not.Contain(_first.Password.Reveal()).And.Not.Contain(rotation.Wanted.Password.Reveal()));
    }

    private async Task<MemoryLogins> LoginsAsync(bool keepsRevoked = false)
    {
        var logins = new MemoryLogins { KeepsRevoked = keepsRevoked };
        await logins.SetAsync(_first, CancellationToken.None);
        logins.Asked.Clear();
        logins.Open["b"] = 1;
        return logins;
    }

    private Task<DrillRun> RunAsync(SecretRotationOptions options, MemoryLogins logins)
    {
        var rotation = new SecretRotation(options with { Logins = options.Logins ?? logins });
        return _session.RunAsync(rotation, [.. RotationVerifications.Of(rotation)]);
    }

    private SecretRotationOptions Options(Secret secret, MemoryLogins logins) => new()
    {
        Tenancy = _session.Tenancy,
        SecretId = secret.Id,
        Logins = logins,
        Pair = ("a", "b"),
        Quiet = TimeSpan.Zero,
    };

    private Secret Stored(Secret secret) => _session.Estate.Mumbai.Api<SecretsApi>().Secrets.Store.Find(secret.Id)!.Value;

    private IEnumerable<string> Stages(Secret secret) =>
        Stored(secret).Versions.Select(version => string.Join(' ', Stored(secret).StagesOf(version).Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Red(DrillRun run, string id) =>
        run.Verifications.Single(one => one.Id == VerificationId.Parse(id)).Findings.Select(finding => finding.Code);

    /// <summary>Does something between the rotation and the questions.</summary>
    private sealed class Meanwhile(Action act) : IVerification
    {
        public VerificationId Id { get; } = VerificationId.Parse("meanwhile");

        public string Title => "Meanwhile";

        public string Proves => "nothing";

        public VerificationMoment Moment => VerificationMoment.Restored;

        public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
        {
            act();
            return Task.FromResult(VerificationAnswer.Looked("nothing", []));
        }
    }
}
