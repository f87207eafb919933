using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

public sealed class StartFailureTests
{
    /// <summary>Seen on a busy machine: our own question was answered between the reason and the end.</summary>
    [Test]
    public void The_answer_to_our_own_question_is_not_taken_for_the_reason()
    {
        var asked = string.Concat(Enumerable.Repeat(
            "2026-08-01 03:00:00 UTC [2] FATAL:  the database system is not accepting connections\n"
            + "2026-08-01 03:00:00 UTC [2] DETAIL:  Hot standby mode is disabled.\n",
            1000));
        var log = "2026-08-01 03:00:00 UTC [1] LOG:  redo done at 0/9000060\n"
            + "2026-08-01 03:00:00 UTC [1] FATAL:  recovery ended before configured recovery target was reached\n" + asked;

        var failure = StartFailure.From("The server", new DirectoryInfo("/"), log);

        Assert.That(failure, Is.TypeOf<RecoveryTargetUnreachableException>());
        Assert.That(failure.Details, Does.Contain("redo done at 0/9000060").And.Not.Contain("accepting"));
    }
}
