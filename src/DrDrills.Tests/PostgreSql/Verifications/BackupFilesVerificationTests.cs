using DrDrills.Backups;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

public sealed class BackupFilesVerificationTests
{
    private DirectoryInfo _folder = null!;
    private BackupManifest _manifest = null!;

    [SetUp]
    public async Task Write_a_backup()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-files-");
        _folder.CreateSubdirectory("data");
        var files = new List<ManifestFile>();
        foreach (var name in new[] { "data/toc.dat", "data/1.dat", "data/2.dat" })
        {
            var path = Path.Combine(_folder.FullName, name);
            await File.WriteAllTextAsync(path, name + new string('x', 1000));
            files.Add(new ManifestFile(
                name, new FileInfo(path).Length, (await Sha256Digest.OfFileAsync(path, CancellationToken.None)).Hex));
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "manifest.json"), "{}");
        _manifest = Samples.Manifest() with { Files = files };
    }

    [TearDown]
    public void Remove_it() => _folder.Delete(recursive: true);

    [Test]
    public async Task An_intact_backup_passes()
    {
        var answer = await AskAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Scope, Is.EqualTo("3 files, 3 KiB"));
        }
    }

    [Test]
    public async Task Every_damaged_file_is_named()
    {
        File.Delete(In("data/1.dat"));
        await File.WriteAllTextAsync(In("data/2.dat"), "short");
        var bytes = await File.ReadAllBytesAsync(In("data/toc.dat"));
        bytes[500] ^= 1;
        await File.WriteAllBytesAsync(In("data/toc.dat"), bytes);
        await File.WriteAllTextAsync(In("data/3.dat"), "stray");
        Directory.CreateDirectory(In("wal"));
        await File.WriteAllTextAsync(In("wal/000000010000000000000001"), "log");

        var answer = await AskAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(answer.Findings.Select(f => (f.Code, f.Subject, f.Severity)), Is.EqualTo(new[]
            {
                ("DRF201", "file data/1.dat", FindingSeverity.Error),
                ("DRF202", "file data/2.dat", FindingSeverity.Error),
                ("DRF204", "file data/3.dat", FindingSeverity.Error),
                ("DRF203", "file data/toc.dat", FindingSeverity.Error),
                ("DRF204", "file wal/000000010000000000000001", FindingSeverity.Note),
            }));
            Assert.That(answer.Findings[1].Observed, Is.EqualTo("5 bytes"));
        }
    }

    [Test]
    public async Task A_manifest_that_names_no_file_is_no_pass()
    {
        _manifest = _manifest with { Files = [] };

        Assert.That((await AskAsync()).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public async Task A_path_that_leaves_the_backup_is_not_followed()
    {
        _manifest = _manifest with { Files = [_manifest.Files[0] with { Path = "../../etc/passwd" }] };

        Assert.That((await AskAsync()).Findings.Select(f => f.Code), Does.Contain("DRF205"));
    }

    private string In(string path) => Path.Combine(_folder.FullName, path);

    private Task<VerificationAnswer> AskAsync() =>
        DrDrills.PostgreSql.Verifications.Verifications.Find(VerificationId.Parse("backup files")).RunAsync(
            NastyDatabase.Context(_manifest, null) with { FetchedFiles = _folder }, CancellationToken.None);
}
