using NUnit.Framework;
using Oci.Common;
using Oci.Common.Auth;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: Oracle's configuration file, its profiles and the key it names.</summary>
public sealed class ConfigFileTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("oci-config-");
        File.WriteAllText(PathOf("key.pem"), Someone.Key.ExportPkcs8PrivateKeyPem());
    }

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void A_profile_gives_what_signing_needs()
    {
        var provider = new ConfigFileAuthenticationDetailsProvider(Written(), "DRILLS");

        Assert.That(provider.KeyId, Is.EqualTo("t1/u2/aa:bb"));
        Assert.That(provider.TenantId, Is.EqualTo("t1"), "taken from DEFAULT");
        Assert.That(provider.Region.RegionId, Is.EqualTo("ap-hyderabad-1"));
        Assert.That(provider.GetPrivateKey().Modulus.ToByteArrayUnsigned(), Is.EqualTo(Someone.Key.ExportParameters(false).Modulus));
    }

    [Test]
    public void No_profile_means_the_default_one() =>
        Assert.That(new ConfigFileAuthenticationDetailsProvider(Written(), (string?)null).UserId, Is.EqualTo("u1"));

    [Test]
    public void A_region_that_is_not_known_is_taken_for_a_commercial_one()
    {
        var provider = new ConfigFileAuthenticationDetailsProvider(Written("region=ap-kochi-9"), "DRILLS");

        Assert.That((provider.Region.RegionId, provider.Region.Realm.RealmId), Is.EqualTo(("ap-kochi-9", "oc1")));
    }

    [Test]
    public void A_profile_that_is_not_there_is_refused() => Assert.That(
        () => new ConfigFileAuthenticationDetailsProvider(Written(), "NOBODY"), Throws.ArgumentException.With.Message.Contains("NOBODY"));

    [TestCase("tenancy")]
    [TestCase("user")]
    [TestCase("fingerprint")]
    [TestCase("key_file")]
    public void A_value_that_is_missing_is_named(string key)
    {
        var path = Written();
        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.StartsWith(key, StringComparison.Ordinal)));

        Assert.That(() => new ConfigFileAuthenticationDetailsProvider(path, "DRILLS"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(key));
    }

    [TestCase("no pair")]
    [TestCase("=x")]
    [TestCase("[ ]")]
    public void A_line_that_is_neither_profile_nor_pair_is_refused(string line) =>
        Assert.That(() => ConfigFileReader.Parse(Written(line), "DRILLS"), Throws.InstanceOf<InvalidDataException>());

    [Test]
    public void A_key_under_a_pass_phrase_is_read_with_it_and_only_with_it()
    {
        var pem = Encrypted();
        File.WriteAllText(PathOf("key.pem"), pem);

        var right = new ConfigFileAuthenticationDetailsProvider(Written("pass_phrase=open sesame"), "DRILLS");
        var none = new ConfigFileAuthenticationDetailsProvider(Written(), "DRILLS");

        Assert.That(right.GetPrivateKey().Modulus.ToByteArrayUnsigned(), Is.EqualTo(Someone.Key.ExportParameters(false).Modulus));
        Assert.That(() => none.GetPrivateKey(), Throws.ArgumentException.With.Message.Contains("pass phrase"));
        Assert.That(() => new PrivateKeySupplier(pem, "wrong").GetKey(), Throws.ArgumentException);
    }

    private static string Encrypted()
    {
        var text = new StringWriter();
        new PemWriter(text).WriteObject(Someone.User.GetPrivateKey(), "AES-128-CBC", "open sesame".ToCharArray(), new SecureRandom());
        return text.ToString();
    }

    private string Written(string more = "")
    {
        File.WriteAllText(PathOf("config"), $"""
            # Two profiles.
            [DEFAULT]
            tenancy=t1
            user=u1
            fingerprint = 00:11
            key_file={PathOf("key.pem")}
            region=ap-mumbai-1

            [DRILLS]
            user = u2
            fingerprint=aa:bb
            {(more.StartsWith("region", StringComparison.Ordinal) ? "" : "region=ap-hyderabad-1")}
            {more}
            """);
        return PathOf("config");
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
