using DrDrills.Backups;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class Sha256DigestTests
{
    // FIPS 180-2, appendix B.1.
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Test]
    public async Task The_published_example_is_reproduced_from_bytes_stream_and_file()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "abc");
        try
        {
            using var stream = new MemoryStream("abc"u8.ToArray());

            Assert.That(
                new[]
                {
                    Sha256Digest.Of("abc"u8).Hex,
                    (await Sha256Digest.OfAsync(stream, CancellationToken.None)).Hex,
                    (await Sha256Digest.OfFileAsync(path, CancellationToken.None)).Hex,
                },
                Is.All.EqualTo(Abc));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Case_does_not_matter_when_read() =>
        Assert.That(Sha256Digest.Parse(Abc.ToUpperInvariant()), Is.EqualTo(Sha256Digest.Of("abc"u8)));

    [Test]
    public void One_changed_digit_makes_another_digest() =>
        Assert.That(Sha256Digest.Parse("c" + Abc[1..]), Is.Not.EqualTo(Sha256Digest.Of("abc"u8)));

    [TestCase("")]
    [TestCase("abc")]
    [TestCase("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [TestCase(Abc + "0")]
    public void Text_that_is_no_digest_is_refused(string text) =>
        Assert.That(() => Sha256Digest.Parse(text), Throws.TypeOf<FormatException>());
}
