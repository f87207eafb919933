using DrDrills.Credentials;
using NUnit.Framework;

namespace DrDrills.Tests.Credentials;

public sealed class SecretTextTests
{
    [Test]
    public void It_shows_itself_in_no_text()
    {
        var login = new Login("ann", new SecretText("s3cr3t"));

        Assert.That($"{login} {login.Password}", Does.Not.Contain("s3cr3t"));
        Assert.That(login.Password.Reveal(), Is.EqualTo("s3cr3t"));
    }

    [Test]
    public void A_new_password_is_long_and_another_each_time()
    {
        var (one, other) = (SecretText.NewPassword(), SecretText.NewPassword());

        Assert.That(one.Reveal(), Has.Length.EqualTo(40));
        Assert.That(one.Is(other), Is.False);
        Assert.That(one.Is(new SecretText(one.Reveal())), Is.True);
    }

    [Test]
    public void A_verifier_has_the_form_of_the_server_and_not_the_password()
    {
        var password = SecretText.NewPassword();

        var verifier = ScramVerifier.Of(password);

        Assert.That(verifier, Does.Match("^SCRAM-SHA-256\\$4096:[A-Za-z0-9+/=]{24}\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$"));
        Assert.That(verifier, Does.Not.Contain(password.Reveal()));
        Assert.That(ScramVerifier.Of(password), Is.Not.EqualTo(verifier));
    }

    [Test]
    public void A_password_that_would_need_SASLprep_is_refused() =>
        Assert.That(() => ScramVerifier.Of(new SecretText("ü")), Throws.ArgumentException.With.Message.Not.Contain("ü"));
}
