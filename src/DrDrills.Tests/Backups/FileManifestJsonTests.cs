using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class FileManifestJsonTests
{
    private static FileManifest Manifest =>
        FileManifest.Of("logs", Samples.Incidence, [ScriptedFiles.File("log/b"), ScriptedFiles.Directory("log"), ScriptedFiles.File("log.old")]);

    [Test]
    public async Task A_manifest_is_read_back_as_it_was_written()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");

        await FileManifestJson.WriteAsync(Manifest, path, CancellationToken.None);

        Assert.That((await FileManifestJson.ReadAsync(path, CancellationToken.None)).Files, Is.EqualTo(Manifest.Files));
        File.Delete(path);
    }

    [Test]
    public async Task The_published_schema_takes_what_is_written_and_refuses_what_is_not()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        await FileManifestJson.WriteAsync(Manifest, path, CancellationToken.None);
        var written = await File.ReadAllTextAsync(path);
        File.Delete(path);

        Assert.That(await PublishedSchema.Files.MistakesAsync(written), Is.Empty);
        Assert.That(await PublishedSchema.Files.MistakesAsync(written.Replace("\"0640\"", "\"rw-r-----\"", StringComparison.Ordinal)), Is.Not.Empty);
    }

    [TestCase("""{"schema":"drdrills.files/v2"}""", "DR4202")]
    [TestCase("""{"schema":"drdrills.files/v1"}""", "DR4203")]
    [TestCase("not JSON", "DR4203")]
    public void What_is_no_file_manifest_is_refused(string text, string code) => Assert.That(
        () => FileManifestJson.Parse(text, "x.json"),
        Throws.TypeOf<ManifestInvalidException>().With.Property(nameof(DrillException.Code)).EqualTo(code));

    [Test]
    public void A_missing_file_is_refused() => Assert.That(
        () => FileManifestJson.ReadAsync("/nowhere/files.json", CancellationToken.None),
        Throws.TypeOf<ManifestInvalidException>().With.Property(nameof(DrillException.Code)).EqualTo("DR4201"));

    [Test]
    public void A_part_of_a_manifest_is_a_folder_and_what_is_below_it() => Assert.That(
        Manifest.Below(["log"]).Files.Select(file => file.Path), Is.EqualTo(["log", "log/b"]));
}
