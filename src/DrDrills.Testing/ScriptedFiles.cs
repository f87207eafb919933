using System.Runtime.CompilerServices;
using System.Text;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.Testing;

/// <summary>Restored files in memory: entries as given, content that is their path.</summary>
public sealed class ScriptedFiles(IReadOnlyList<FileManifestEntry> entries) : IRestoredFiles
{
    public static FileManifestEntry File(string path, string content = "content") => new(
        path, "file", Encoding.UTF8.GetByteCount(content), Sha256Digest.Of(Encoding.UTF8.GetBytes(content)).Hex, "0640", 1001, 4, Samples.Incidence.AddDays(-1));

    public static FileManifestEntry Directory(string path) => new(path, "directory", 0, null, "0755", 0, 0, Samples.Incidence.AddDays(-1));

    public async IAsyncEnumerable<FileManifestEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    public Task<Stream> OpenAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(path)));
}
