using System.Security.Cryptography;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Wrapping;

/// <summary>Bytes wrapped by the real programs, whole and damaged; the keys are made once.</summary>
[TestFixture]
[NonParallelizable]
public sealed class WrappedContentTests
{
    private const string Private = "PRIVATE";

    private static readonly string[] Layers = ["gzip", "zstd", "lz4", "xz", "age", "gpg", "gpg-passphrase"];
    private static readonly string[] Encryptions = ["age", "age-armour", "gpg", "gpg-armour", "gpg-passphrase", "gpg-guarded"];

    private readonly byte[] _content = [.. "PGDMP"u8, .. RandomNumberGenerator.GetBytes(300_000)];
    private WrappingKit _kit = null!;

    [OneTimeSetUp]
    public async Task Open() => _kit = await WrappingKit.OpenAsync();

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_kit is not null)
        {
            await _kit.DisposeAsync();
        }
    }

    [TestCase("gzip", "gzip")]
    [TestCase("bzip2", "bzip2")]
    [TestCase("tar", "tar")]
    [TestCase("labelled-tar", "tar")]
    [TestCase("tar.gzip", "gzip, tar")]
    [TestCase("gzip.tar.zstd.age", "age, zstd, tar, gzip", "age")]
    [TestCase("age", "age")]
    [TestCase("age-armour", "age")]
    [TestCase("gpg", "gpg")]
    [TestCase("gpg-armour", "gpg")]
    [TestCase("gpg-guarded", "gpg")]
    [TestCase("zstd.age", "age, zstd")]
    [TestCase("lz4.gpg-passphrase", "gpg, lz4")]
    [TestCase("gzip.xz.age.gzip", "gzip, age, xz, gzip", "age")]
    public async Task What_was_wrapped_flows_as_it_was_and_leaves_nothing(string how, string layers, string? keyOf = null)
    {
        var before = Rooms();
        var wrapped = await _kit.WrapAsync(how, _content);

        await using (var content = await OpenAsync(wrapped, _kit.KeyOf(keyOf ?? how)))
        {
            Assert.That(string.Join(", ", content.Layers), Is.EqualTo(layers));
            Assert.That(await ReadAsync(content.Content), Is.EqualTo(_content));
        }

        Assert.That(Rooms(), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Layers))]
    public async Task What_is_cut_short_is_unreadable(string how)
    {
        var wrapped = await _kit.WrapAsync(how, _content);

        var error = await FailureAsync<BackupUnreadableException>(wrapped[..(wrapped.Length * 3 / 4)], _kit.KeyOf(how));
        var atItsEnd = await FailureAsync<BackupUnreadableException>(wrapped[..^1], _kit.KeyOf(how));

        Assert.That(error.Code, Is.EqualTo(_kit.KeyOf(how) is null ? "DR1322" : "DR1325"));
        Assert.That(atItsEnd.Code, Is.EqualTo(error.Code));
    }

    [Test]
    public async Task An_archive_that_is_cut_short_is_unreadable_and_one_of_several_files_is_not_judged()
    {
        var one = await _kit.WrapAsync("tar", _content);
        var two = await _kit.PackAsync(_content, "shop", "stock");

        var cut = await FailureAsync<BackupUnreadableException>(one[..(one.Length * 3 / 4)], null);
        var several = await FailureAsync<EngineUnavailableException>(two, null);

        Assert.That(cut.Code, Is.EqualTo("DR1307"));
        Assert.That(cut.Statement, Does.Contain("at member 'shop'"));
        Assert.That(several.Code, Is.EqualTo("DR3147"));
        Assert.That(several.Statement, Does.Contain("'stock' follows 'shop'"));
    }

    [TestCaseSource(nameof(Layers))]
    public async Task What_has_one_changed_byte_is_unreadable(string how)
    {
        var wrapped = await _kit.WrapAsync(how, _content);
        wrapped[wrapped.Length / 2] ^= 0x10;

        var error = await FailureAsync<BackupUnreadableException>(wrapped, _kit.KeyOf(how));

        Assert.That(error.Code, Is.EqualTo(_kit.KeyOf(how) is null ? "DR1321" : "DR1325"));
    }

    [TestCaseSource(nameof(Layers))]
    public async Task What_has_something_behind_it_is_unreadable(string how)
    {
        var wrapped = await _kit.WrapAsync(how, _content);

        var error = await FailureAsync<BackupUnreadableException>([.. wrapped, .. "somebody's note"u8], _kit.KeyOf(how));

        // What xz makes of it is damage.
        Assert.That(error.Code, Is.EqualTo(_kit.KeyOf(how) is not null ? "DR1325" : how == "xz" ? "DR1321" : "DR1323"));
    }

    [TestCaseSource(nameof(Layers))]
    public async Task Damage_in_an_outer_layer_is_said_of_that_layer(string how)
    {
        var inner = await _kit.WrapAsync("gzip", _content);
        var wrapped = await _kit.WrapAsync(how, inner);
        wrapped[wrapped.Length / 2] ^= 0x10;

        var error = await FailureAsync<BackupUnreadableException>(wrapped, _kit.KeyOf(how));

        Assert.That(error.Statement, Does.Contain($"its {how.Split('-')[0]} "));
    }

    [TestCaseSource(nameof(Encryptions))]
    public async Task A_missing_key_another_key_and_what_is_no_key_are_told_apart_from_each_other_and_from_damage(string how)
    {
        var before = Rooms();
        var wrapped = await _kit.WrapAsync(how, _content);

        var none = await FailureAsync<BackupSealedException>(wrapped, null);
        var other = await FailureAsync<BackupSealedException>(wrapped, _kit.OtherKeyOf(how));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(none.Code, Is.EqualTo("DR1601"));
            Assert.That(other.Code, Is.EqualTo("DR1602"));
            Assert.That(other.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
            Assert.That(other.ToString(), Does.Not.Contain(_kit.OtherKeyOf(how).Reveal().Trim()[^12..]));
            Assert.That(Rooms(), Is.EqualTo(before));
        }
    }

    [TestCase("age", "a passphrase of somebody's")]
    [TestCase("age", "AGE-SECRET-KEY-1CANARYCANARYCANARYCANARYCANARYCANARYCANARYCANARYCANARYCANA")]
    [TestCase("gpg", $"-----BEGIN PGP {Private} KEY BLOCK-----\n\nCANARYCANARY\n-----END PGP {Private} KEY BLOCK-----")]
    public async Task What_is_no_key_is_said_to_be_none_and_not_shown(string how, string key)
    {
        var error = await FailureAsync<BackupSealedException>(await _kit.WrapAsync(how, _content), new SecretText(key));

        Assert.That(error.Code, Is.EqualTo("DR1603"));
        Assert.That(error.ToString(), Does.Not.Contain("CANARY").And.Not.Contain("somebody"));
    }

    /// <summary>Whatever gpg asks for once it has opened a file: the key was the right one.</summary>
    [Test]
    public void What_was_opened_and_then_asks_for_a_passphrase_is_damaged()
    {
        const string said = "[GNUPG:] PLAINTEXT 62 1795802911 base.tar.gz\ngpg: problem with the agent: No pinentry\n[GNUPG:] DECRYPTION_FAILED\n";

        var wrong = new GpgEncryption().Judge(new ToolOutcome(2, "", said), new WrappedScene("b", null));

        Assert.That(wrong?.Code, Is.EqualTo("DR1325"));
    }

    /// <summary>As gpg itself says it where its agent does not start; neither the key nor the file is at fault.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task An_agent_that_does_not_start_is_the_machines_trouble(bool import)
    {
        await using var folder = await RunFolder.CreatePrivateAsync("test", "agentless", default);
        string[] gpg = ["gpg", "--homedir", folder.Directory.FullName, "--batch", "--no-tty", "--no-options"];
        var key = System.Text.Encoding.UTF8.GetBytes(_kit.KeyOf("gpg")!.Reveal());
        if (!import)
        {
            await HostCommand.RunAsync([.. gpg, "--import"], default, input: new MemoryStream(key));
            await HostCommand.RunAsync(["gpgconf", "--homedir", folder.Directory.FullName, "--kill", "all"], default);
        }

        string[] asked = import ? ["--import"] : ["--pinentry-mode", "error", "--status-fd", "2", "--decrypt"];
        var outcome = await HostCommand.RunAsync(
            [.. gpg, "--agent-program", "/bin/false", .. asked], default, input: new MemoryStream(import ? key : await _kit.WrapAsync("gpg", _content)));
        var encryption = new GpgEncryption();

        var wrong = import ? encryption.JudgeImport(outcome, new WrappedScene("b", null)) : encryption.Judge(outcome, new WrappedScene("b", null));

        Assert.That(wrong?.Code, Is.EqualTo("DR3150"), outcome.Errors);
        Assert.That(wrong!.ExitCode, Is.EqualTo(ExitCode.EnvironmentMissing));
    }

    [Test]
    public async Task A_private_key_that_lacks_its_passphrase_is_said_to_lack_it()
    {
        var error = await FailureAsync<BackupSealedException>(await _kit.WrapAsync("gpg-guarded", _content), _kit.GuardedKeyAlone);

        Assert.That(error.Code, Is.EqualTo("DR1603"));
        Assert.That(error.Statement, Does.Contain("Passphrase: "));
    }

    [Test]
    public async Task What_is_wrapped_again_and_again_is_given_up()
    {
        var wrapped = await _kit.WrapAsync(string.Join('.', Enumerable.Repeat("gzip", 9)), _content);

        Assert.That((await FailureAsync<BackupUnreadableException>(wrapped, null)).Code, Is.EqualTo("DR1324"));
    }

    [Test]
    public async Task A_stream_that_is_given_up_ends_its_programs_and_leaves_nothing()
    {
        var before = Rooms();
        var content = await OpenAsync(await _kit.WrapAsync("gzip.gpg", new byte[50_000_000]), _kit.KeyOf("gpg"));

        await content.DisposeAsync();

        Assert.That(Rooms(), Is.EqualTo(before));
    }

    /// <summary>Half a gigabyte of nothing in half a megabyte; what is not read is not made either.</summary>
    [Test]
    [CancelAfter(120_000)]
    public async Task A_file_that_unfolds_without_measure_is_held_to_a_bounded_memory(CancellationToken cancellationToken)
    {
        if (!OwnProcess.IsThisOne)
        {
            await OwnProcess.RunAsync(cancellationToken);
            return;
        }

        var bomb = await _kit.WrapAsync("gzip", new byte[500_000_000]);
        var memory = PeakMemory.Begin();
        await using var content = await OpenAsync(bomb, null);
        var buffer = new byte[1 << 16];
        long read, total = 0;
        while ((read = await content.Content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
        }

        Assert.That(total, Is.EqualTo(500_000_000));
        Assert.That(memory.GrowthBytes, Is.LessThan(100L << 20));
    }

    private static Task<WrappedContent> OpenAsync(byte[] wrapped, SecretText? key) =>
        WrappedContent.OpenAsync(new MemoryStream(wrapped), new WrappedScene("b", key), default);

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var read = new MemoryStream();
        await content.CopyToAsync(read);
        return read.ToArray();
    }

    private static async Task<T> FailureAsync<T>(byte[] wrapped, SecretText? key)
        where T : DrillException
    {
        return Assert.CatchAsync<T>(async () =>
        {
            await using var content = await OpenAsync(wrapped, key);
            await content.Content.CopyToAsync(Stream.Null);
        })!;
    }

    /// <summary>What is left of keys.</summary>
    private static IReadOnlyList<string> Rooms() =>
    [
        .. Directory.GetDirectories(RunRoot.Default.FullName, "key-room-*"),
    ];
}
