using DrDrills.PostgreSql.Servers;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

/// <summary>What goes when a folder of a run goes, and what a restored copy put links to stays.</summary>
public sealed class RunFolderTests
{
    private const int Large = 3 << 20;

    private DirectoryInfo _outside = null!;

    [SetUp]
    public void Make() => _outside = Directory.CreateTempSubdirectory("drdrills-outside-");

    [TearDown]
    public void Remove() => _outside.Delete(recursive: true);

    [Test]
    public async Task Large_and_small_files_go_and_what_links_lead_to_stays()
    {
        var kept = new FileInfo(Path.Combine(_outside.FullName, "kept"));
        await File.WriteAllBytesAsync(kept.FullName, new byte[Large]);
        var folder = (await RunFolder.CreateAsync("test", "work", null, default)).Directory;
        var below = folder.CreateSubdirectory("base/5");
        foreach (var (name, size) in new[] { ("1", Large), ("2", Large), ("3", 1) })
        {
            await File.WriteAllBytesAsync(Path.Combine(below.FullName, name), new byte[size]);
        }

        File.CreateSymbolicLink(Path.Combine(below.FullName, "file"), kept.FullName);
        Directory.CreateSymbolicLink(Path.Combine(below.FullName, "folder"), _outside.FullName);

        var gone = RunFolder.Remove(folder);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(gone, Is.True);
            Assert.That(folder.FullName, Does.Not.Exist);
            Assert.That(kept.FullName, Does.Exist);
        }
    }

    [Test]
    public async Task A_link_in_place_of_the_folder_goes_alone()
    {
        await File.WriteAllBytesAsync(Path.Combine(_outside.FullName, "kept"), new byte[Large]);
        var link = new DirectoryInfo(Path.Combine(_outside.Parent!.FullName, $"{_outside.Name}-link"));
        Directory.CreateSymbolicLink(link.FullName, _outside.FullName);

        var gone = RunFolder.Remove(link);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(gone, Is.True);
            Assert.That(Path.Combine(_outside.FullName, "kept"), Does.Exist);
        }
    }
}
