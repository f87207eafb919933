using System.Security.Cryptography;
using DrDrills.Oci.Vault;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Vault;

public sealed class DerSignatureTests
{
    private ECDsa _key = null!;
    private byte[] _digest = null!;

    [SetUp]
    public void Make()
    {
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _digest = RandomNumberGenerator.GetBytes(32);
    }

    [TearDown]
    public void Dispose() => _key.Dispose();

    [Test]
    public void A_signature_in_der_is_taken_as_it_is()
    {
        var signature = _key.SignHash(_digest, DSASignatureFormat.Rfc3279DerSequence);

        Assert.That(DerSignature.Of(_key, _digest, signature), Is.EqualTo(signature));
    }

    /// <summary>Some of 500 begin with a zero byte, or with one above 0x7f, which DER writes in ways of their own.</summary>
    [Test]
    public void Two_numbers_side_by_side_are_put_into_der()
    {
        for (var i = 0; i < 500; i++)
        {
            var made = DerSignature.Of(_key, _digest, _key.SignHash(_digest, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

            Assert.That(made, Is.Not.Null);
            Assert.That(_key.VerifyHash(_digest, made!, DSASignatureFormat.Rfc3279DerSequence), Is.True);
        }
    }

    [Test]
    public void A_signature_of_another_digest_or_of_another_form_is_none()
    {
        var other = RandomNumberGenerator.GetBytes(32);

        Assert.That(DerSignature.Of(_key, _digest, _key.SignHash(other, DSASignatureFormat.Rfc3279DerSequence)), Is.Null);
        Assert.That(DerSignature.Of(_key, _digest, _key.SignHash(other, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)), Is.Null);
        Assert.That(DerSignature.Of(_key, _digest, []), Is.Null);
    }
}
