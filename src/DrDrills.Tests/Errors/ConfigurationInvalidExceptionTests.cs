using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Tests.Errors;

public sealed class ConfigurationInvalidExceptionTests
{
    [Test]
    public void Every_mistake_is_listed_at_once()
    {
        var error = new ConfigurationInvalidException("drdrills.json", ["rto is 'soon'.", "system 'shop' has no source."]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Does.StartWith(
                "DR0201 drdrills.json has 2 mistakes:\n  - rto is 'soon'.\n  - system 'shop' has no source.\nHint: "));
            Assert.That(error.Mistakes, Has.Count.EqualTo(2));
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Usage));
        }
    }

    [Test]
    public void One_mistake_is_one_mistake() => Assert.That(
        new ConfigurationInvalidException("--rto", ["it is 'soon'."]).Message, Does.StartWith("DR0201 --rto has 1 mistake:\n"));
}
