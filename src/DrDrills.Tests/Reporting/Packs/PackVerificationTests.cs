using System.Globalization;
using System.IO.Compression;
using DrDrills.Errors;
using DrDrills.Reporting.Index;
using DrDrills.Reporting.Packs;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Packs;

public sealed class PackVerificationTests
{
    private SealedRuns _runs = null!;
    private DirectoryInfo _run = null!;

    [SetUp]
    public async Task SealTwoRuns()
    {
        _runs = new SealedRuns();
        await _runs.AddAsync("run-1");
        _run = await _runs.AddAsync("run-2");
    }

    [TearDown]
    public void Remove() => _runs.Dispose();

    [Test]
    public async Task A_sealed_run_holds_with_its_chain()
    {
        var check = await _runs.VerifyAsync(_run.FullName);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(check.Flaws, Is.Empty);
            Assert.That(check.KeyIsTrusted, Is.True);
            Assert.That(check.Holds, Has.Some.EqualTo("the chain of 'bharatmart': run 2 follows 'run-1'"));
            Assert.That(check.NotChecked, Has.Some.StartsWith("when it was signed"));
        }
    }

    [Test]
    public async Task The_zip_alone_holds_too()
    {
        var check = await _runs.VerifyAsync(ZipOf(_run));

        Assert.That(check.Flaws, Is.Empty);
        Assert.That(check.Holds, Has.Some.StartsWith("every file is the one that was indexed"));
    }

    [Test]
    public async Task Without_a_known_key_it_stays_open_whose_key_it_is()
    {
        var check = await PackVerification.VerifyAsync(_run.FullName, [], null, null, CancellationToken.None);

        Assert.That(check.KeyIsTrusted, Is.False);
        Assert.That(check.NotChecked, Has.Some.StartsWith("whose key it is"));
    }

    [Test]
    public async Task Any_single_byte_changed_in_any_file_is_found()
    {
        var seed = Random.Shared.Next();
        await TestContext.Progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var random = new Random(seed);
        await ReviewAsync();
        var files = _run.GetFiles("*", SearchOption.AllDirectories);
        for (var i = 0; i < 200; i++)
        {
            var path = files[random.Next(files.Length)].FullName;
            var bytes = await File.ReadAllBytesAsync(path);
            var at = random.Next(bytes.Length);
            var was = bytes[at];
            bytes[at] ^= (byte)(1 + random.Next(255));
            await File.WriteAllBytesAsync(path, bytes);

            var check = await _runs.VerifyAsync(_run.FullName);

            Assert.That(check.Flaws, Is.Not.Empty, $"byte {at} of {path} with seed {seed}");
            bytes[at] = was;
            await File.WriteAllBytesAsync(path, bytes);
        }

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws, Is.Empty);
    }

    /// <summary>Found by the test of random bytes: such a curve is an error of the platform, not of cryptography.</summary>
    [Test]
    public async Task A_key_on_a_curve_that_does_not_exist_is_found()
    {
        var path = Path.Combine(_run.FullName, PackFiles.PublicKey);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var der = key.ExportSubjectPublicKeyInfo();
        var curve = der.AsSpan().IndexOf(new byte[] { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07 });
        der[curve + 4] ^= 0x10;
        await File.WriteAllTextAsync(path, System.Security.Cryptography.PemEncoding.WriteString("PUBLIC KEY", der) + "\n");

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws[0], Does.StartWith(PackFiles.PublicKey));
    }

    [Test]
    public async Task A_changed_byte_is_named_with_its_range()
    {
        var path = Path.Combine(_run.FullName, "report.bin");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[RunIndexFile.BlockBytes + 1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws[0], Does.StartWith("report.bin: differs within bytes 65536 to 65636;"));
    }

    [Test]
    public async Task A_removed_record_is_found()
    {
        var record = _run.GetFiles("*.evidence.json", SearchOption.AllDirectories).Single();
        record.Delete();

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws, Is.EqualTo(new[] { $"evidence/{record.Name}: missing" }));
    }

    [Test]
    public async Task An_added_file_is_found()
    {
        await File.WriteAllTextAsync(Path.Combine(_run.FullName, "later.txt"), "x");

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws, Is.EqualTo(new[] { "later.txt: not in the index" }));
    }

    [Test]
    public async Task A_pack_signed_again_with_another_key_is_found()
    {
        using var other = new SealedRuns();
        await new PackSeal(_runs.Heads, other.Signer).SealAsync(_run, "run-2", CancellationToken.None);

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws, Has.Some.Contains($"expected {_runs.Key.Id}"));
    }

    [Test]
    public async Task A_run_before_that_was_exchanged_breaks_the_chain()
    {
        using var other = new SealedRuns();
        var stranger = await other.AddAsync("run-1");
        _runs.Folder.GetDirectories("run-1").Single().Delete(recursive: true);
        Directory.Move(stranger.FullName, Path.Combine(_runs.Folder.FullName, "run-1"));
        await new PackSeal(other.Heads, _runs.Signer).SealAsync(_runs.Folder.GetDirectories("run-1").Single(), "run-1", CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(_runs.Folder.FullName, "run-1", RunIndex.FileName), " ");

        Assert.That((await _runs.VerifyAsync(_run.FullName)).Flaws, Has.Some.StartsWith("chain of 'bharatmart': run 'run-1' has index"));
    }

    [Test]
    public async Task A_run_put_in_the_place_of_another_is_found_by_the_run_after_it()
    {
        var first = Path.Combine(_runs.Folder.FullName, "run-1");
        Directory.Delete(first, recursive: true);
        var third = await _runs.AddAsync("run-3");
        Directory.Move(third.FullName, first);

        Assert.That((await _runs.VerifyAsync(first)).Flaws, Has.Some.Contains("run 'run-2' follows an index"));
    }

    [Test]
    public async Task A_missing_run_before_is_said_not_passed_over()
    {
        Directory.Delete(Path.Combine(_runs.Folder.FullName, "run-1"), recursive: true);

        var check = await _runs.VerifyAsync(_run.FullName);

        Assert.That(check.NotChecked, Has.Some.Contains("run 'run-1' is not here"));
    }

    [Test]
    public void A_run_that_others_hang_on_is_not_sealed_again() => Assert.That(
        () => new PackSeal(_runs.Heads, _runs.Signer).SealAsync(new DirectoryInfo(Path.Combine(_runs.Folder.FullName, "run-1")), "run-1", CancellationToken.None),
        Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains("followed by run 'run-2'"));

    [Test]
    public async Task A_zip_written_in_another_way_is_not_the_pack()
    {
        var again = Path.Combine(_runs.Folder.FullName, "again.zip");
        using (var from = await ZipFile.OpenReadAsync(ZipOf(_run)))
        using (var to = await ZipFile.OpenAsync(again, ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries)
            {
                await using var content = await entry.OpenAsync();
                await using var copy = await to.CreateEntry(entry.FullName, CompressionLevel.Optimal).OpenAsync();
                await content.CopyToAsync(copy);
            }
        }

        Assert.That((await _runs.VerifyAsync(again)).Flaws.Single(), Does.StartWith("again.zip: from byte "));
    }

    [Test]
    public async Task A_review_is_signed_and_follows_the_one_before()
    {
        await ReviewAsync();
        await ReviewAsync();
        var untouched = await _runs.VerifyAsync(_run.FullName);
        File.Delete(Path.Combine(_run.FullName, "reviews", "0001.dsse.json"));

        var check = await _runs.VerifyAsync(_run.FullName);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(untouched.Flaws, Is.Empty);
            Assert.That(untouched.Holds, Has.Some.EqualTo("review 2 by 'A. Auditor': accept"));
            Assert.That(check.Flaws, Has.Some.EqualTo("reviews/0002.dsse.json: is not the review that follows the one before it"));
        }
    }

    [Test]
    public async Task A_review_satisfies_its_published_schema()
    {
        var file = await ReviewAsync();
        var text = DsseEnvelope.Parse(await File.ReadAllTextAsync(file.FullName))!.Text;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PublishedSchema.Review.MistakesAsync(text), Is.Empty);
            Assert.That(await PublishedSchema.Review.MistakesAsync(text.Replace("accept", "perhaps", StringComparison.Ordinal)), Is.Not.Empty);
        }
    }

    [Test]
    public void Nothing_at_the_place_is_an_error() => Assert.That(
        () => _runs.VerifyAsync("/nowhere/at/all"), Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5114"));

    [Test]
    public async Task Openssl_alone_verifies_the_signature_by_the_commands_of_the_readme()
    {
        var commands = await Readme.BlockAfterAsync("<!-- openssl -->");

        var outcome = await Shell.RunAsync(commands, _run);
        await File.AppendAllTextAsync(Path.Combine(_run.FullName, RunIndex.FileName), " ");
        var changed = await Shell.RunAsync(commands, _run);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Output, Does.Contain("Verified OK"));
            Assert.That(outcome.Output, Does.Contain("index.json: OK"));
            Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
            Assert.That(changed.ExitCode, Is.Not.Zero);
        }
    }

    private static string ZipOf(DirectoryInfo run) => Path.Combine(run.FullName, run.Name + ".zip");

    private Task<FileInfo> ReviewAsync() => new SignedReviews(_run).AddAsync(
        (index, digest, number, previous) => new Review
        {
            Schema = Review.SchemaVersion,
            RunId = index.RunId,
            IndexSha256 = digest,
            Sequence = number,
            PreviousReviewSha256 = previous,
            Reviewer = "A. Auditor",
            Decision = ReviewDecision.Accept,
            ReviewedAt = new DateTimeOffset(2026, 8, 2, 9, 0, 0, TimeSpan.Zero),
            Note = "seen",
            Findings = [],
            Retests = [],
        },
        _runs.Signer,
        CancellationToken.None);
}
