using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Tools;

public sealed class ProgramOutputTests
{
    /// <summary>A reader of archives asks for nothing at the end of an entry; taken for the end, it waited for a program that waited to be read.</summary>
    [Test]
    [CancelAfter(20_000)]
    public async Task A_read_of_nothing_is_not_the_end_of_a_program_that_still_writes()
    {
        await using var output = ProgramOutput.Start(["sh", "-c", "head -c 300000 /dev/zero"], "");

        Assert.That(output.Read([]), Is.Zero);
        Assert.That(await output.ReadAsync(Memory<byte>.Empty), Is.Zero);
        var whole = new MemoryStream();
        await output.CopyToAsync(whole);

        Assert.That(whole.Length, Is.EqualTo(300_000));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_program_that_gives_up_makes_the_last_read_fail_with_its_own_words()
    {
        await using var output = ProgramOutput.Start(["sh", "-c", "echo some; echo 'cut short' >&2; exit 3"], "");

        await Assert.ThatAsync(() => output.CopyToAsync(Stream.Null), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("cut short"));
    }

    [Test]
    public void A_program_that_is_not_there_is_named_with_the_way_to_get_it() => Assert.That(
        () => ProgramOutput.Start(["no-such-program"], "Install it: apt-get install it"),
        Throws.TypeOf<EngineUnavailableException>().With.Property("Code").EqualTo("DR3141").And.Message.Contains("apt-get install it"));
}
