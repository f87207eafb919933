using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

public sealed class HostedBackupsVerificationTests
{
    private static readonly DateTimeOffset _now = new(2026, 8, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _day = TimeSpan.FromHours(24);

    [Test]
    public void A_completed_backup_within_the_objective_passes_and_its_age_is_told()
    {
        var answer = Judge(_day, Backup(10));

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Scope, Does.Contain("1 backups listed").And.Contain("logical").And.Contain("10 h").And.Contain("no point-in-time recovery"));
    }

    [Test]
    public void A_completed_backup_older_than_the_objective_fails() =>
        Assert.That(Codes(Judge(_day, Backup(25))), Is.EqualTo(new[] { HostedBackupsVerification.TooOld }));

    [Test]
    public void A_newer_backup_that_failed_does_not_make_an_old_one_young()
    {
        var answer = Judge(_day, Backup(1, "FAILED"), Backup(2, "PENDING"), Backup(30));

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(Codes(answer), Is.EqualTo(new[] { HostedBackupsVerification.TooOld, HostedBackupsVerification.NotCompleted }));
    }

    [Test]
    public void A_list_without_a_completed_backup_fails_whatever_the_objective()
    {
        Assert.That(Codes(Judge(null)), Is.EqualTo(new[] { HostedBackupsVerification.None }));
        Assert.That(Judge(null, Backup(1, "REMOVED")).Verdict, Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void Without_an_objective_the_age_is_held_to_nothing_and_that_is_said()
    {
        var answer = Judge(null, Backup(1000));

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Scope, Does.Contain("held to nothing"));
    }

    [Test]
    public void A_backup_from_the_future_is_not_young() =>
        Assert.That(Codes(Judge(_day, Backup(-2))), Is.EqualTo(new[] { HostedBackupsVerification.InTheFuture }));

    [Test]
    public void The_latest_moment_of_point_in_time_recovery_counts_where_it_is_switched_on()
    {
        var hosted = new HostedBackups("r", [Backup(48)], true, _now.AddDays(-7), _now.AddMinutes(-3));

        Assert.That(HostedBackupsVerification.Judge(hosted, _now, TimeSpan.FromMinutes(5)).Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(HostedBackupsVerification.Judge(hosted with { PointInTime = false }, _now, _day).Verdict, Is.EqualTo(Verdict.Failed));
    }

    private static HostedBackup Backup(double hoursOld, string status = "COMPLETED") => new(_now.AddHours(-hoursOld), status, IsPhysical: false);

    private static VerificationAnswer Judge(TimeSpan? limit, params HostedBackup[] backups) =>
        HostedBackupsVerification.Judge(new HostedBackups("r", backups, false, null, null), _now, limit);

    private static string[] Codes(VerificationAnswer answer) => [.. answer.Findings.Select(finding => finding.Code)];
}
