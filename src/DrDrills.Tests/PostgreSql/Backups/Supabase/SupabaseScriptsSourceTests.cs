using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>Two days' scripts, one with a manifest, beside a file and a folder that are none.</summary>
[TestFixture]
public sealed class SupabaseScriptsSourceTests : BackupSourceConformance
{
    private DirectoryInfo _place = null!;

    protected override IReadOnlyList<string> Ids => ["2026-08-01", "2026-07-31"];

    [OneTimeSetUp]
    public async Task Make()
    {
        _place = Directory.CreateTempSubdirectory("drdrills-supabase-source-");
        foreach (var day in Ids)
        {
            await WriteAsync(_place.CreateSubdirectory(day));
        }

        await ManifestJson.WriteAsync(Samples.Manifest(), Path.Combine(_place.FullName, Ids[0], "manifest.json"), default);
        await File.WriteAllTextAsync(Path.Combine(_place.CreateSubdirectory("notes").FullName, "read.me"), "nothing");
    }

    [OneTimeTearDown]
    public void Remove() => _place.Delete(recursive: true);

    protected override Task<IBackupSource> OpenAsync() => Task.FromResult<IBackupSource>(new SupabaseScriptsSource(_place.FullName));

    protected override Task<string> FingerprintAsync() => FolderFingerprint.OfAsync(_place.FullName, Cancellation);

    protected override async Task ExpectBroughtAsync(BackupDescriptor backup, DirectoryInfo brought)
    {
        Assert.That(brought.EnumerateFiles().Select(file => file.Name).Order(), Is.EqualTo(new[] { "d.sql", "s.sql" }));
        foreach (var file in brought.EnumerateFiles())
        {
            Assert.That(await File.ReadAllTextAsync(file.FullName), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(backup.Location, file.Name))));
        }
    }

    protected override (IBackupSource Source, string Code) OpenMissing() =>
        (new SupabaseScriptsSource(Path.Combine(_place.FullName, "nowhere")), "DR1131");

    protected override (IBackupSource Source, string Code) OpenEmpty() =>
        (new SupabaseScriptsSource(Path.Combine(_place.FullName, "notes")), "DR1132");

    protected override async Task<(IBackupSource Source, Func<BackupDescriptor, Task> Remove, string Code)> OpenPassingAsync()
    {
        var folder = _place.CreateSubdirectory("passing");
        await WriteAsync(folder);
        return (new SupabaseScriptsSource(folder.FullName), _ => Task.Run(() => folder.Delete(recursive: true)), "DR1133");
    }

    private static async Task WriteAsync(DirectoryInfo folder)
    {
        const string settings = "SET statement_timeout = 0;\nSET row_security = off;\n";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "s.sql"), settings + "CREATE SCHEMA IF NOT EXISTS \"x\";\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "d.sql"), "SET session_replication_role = replica;\n" + settings + "RESET ALL;\n");
    }
}
