using DrDrills.Cli.Options;
using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class SourceConnectionTests
{
    private const string Secret = "s3cr3t/p@ss";

    [Test]
    public void A_url_is_read_with_its_percent_signs()
    {
        var source = SourceConnection.Parse("--source", "postgres://ann:s3cr3t%2Fp%40ss@db.example:6543/shop?sslmode=Require");

        Assert.That(
            (source.Settings.Host, source.Settings.Port, source.Settings.Database, source.Settings.Username, source.Settings.Password),
            Is.EqualTo(("db.example", 6543, "shop", "ann", Secret)));
        Assert.That(source.Settings.SslMode, Is.EqualTo(Npgsql.SslMode.Require));
    }

    [TestCase("Host=db;Client Encoding=LATIN1")]
    [TestCase("postgres://db/shop")]
    public void Text_is_asked_for_as_UTF_8(string text) =>
        Assert.That(SourceConnection.Parse("--source", text).Settings.ClientEncoding, Is.EqualTo("UTF8"));

    [Test]
    public void An_option_for_several_hosts_is_a_mistake() =>
        Assert.That(
            () => SourceConnection.Parse("--source", $"Host=db;Password={Secret};Target Session Attributes=read-only"),
            Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains("--source has an option that cannot be used here").And.Message.Not.Contains(Secret));

    [Test]
    public void A_password_in_the_argument_is_noticed_and_never_shown()
    {
        var source = SourceConnection.Parse("--source", $"Host=db;Username=ann;Password={Secret};Database=shop");

        Assert.That(source.PasswordInArgument, Is.True);
        Assert.That(source.ToString(), Is.EqualTo("ann@db:5432/shop"));
    }

    [Test]
    public void A_reference_keeps_the_password_off_the_command_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"Host=db;Username=ann;Password={Secret};Database=shop\n");

            var source = SourceConnection.Parse("--source", "file:" + file);

            Assert.That((source.PasswordInArgument, source.Settings.Password), Is.EqualTo((false, Secret)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("mysql://ann:s3cr3t/p@ss@db/shop")]
    [TestCase("Hots=db;Password=s3cr3t/p@ss")]
    [TestCase("postgres://ann:s3cr3t/p@ss@:x/shop")]
    [TestCase("env:DRDRILLS_NO_SUCH_VARIABLE")]
    [TestCase("file:/nowhere/at/all")]
    [TestCase("Database=shop")]
    public void What_is_no_connection_is_refused_without_being_quoted(string text)
    {
        var refused = Assert.Throws<ConfigurationInvalidException>(() => SourceConnection.Parse("--source", text));

        Assert.That(refused!.ToString(), Does.Not.Contain(Secret));
        Assert.That(refused.Message, Does.Contain("--source"));
    }

    [TestCase("'postgres://ann:s3cr3t/p@ss@db/shop' was not expected", "'postgres://ann:***@db/shop' was not expected")]
    [TestCase("'Host=db;Password=s3cr3t/p@ss;Username=ann'", "'Host=db;Password=***;Username=ann'")]
    [TestCase("host=db pwd = s3cr3t/p@ss", "host=db pwd = ***")]
    [TestCase("postgres://ann@db/shop", "postgres://ann@db/shop")]
    public void Text_that_quotes_the_caller_loses_its_passwords(string text, string redacted)
    {
        Assert.That(Redaction.Of(text), Is.EqualTo(redacted));
    }
}
