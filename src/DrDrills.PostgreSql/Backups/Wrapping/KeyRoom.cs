using System.Text;
using DrDrills.Credentials;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A folder that only this user may enter, for what a program needs to be told a key by; it goes when this is disposed of.</summary>
internal sealed class KeyRoom : IAsyncDisposable
{
    private readonly RunFolder _folder;
    private readonly List<InputPipe> _pipes = [];

    private KeyRoom(RunFolder folder) => _folder = folder;

    public DirectoryInfo Directory => _folder.Directory;

    public static async Task<KeyRoom> OpenAsync(CancellationToken cancellationToken) =>
        new(await RunFolder.CreatePrivateAsync("key", "room", cancellationToken).ConfigureAwait(false));

    /// <summary>A path from which a program reads a secret once; nothing of it is laid down.</summary>
    public string Tell(SecretText secret)
    {
        var pipe = InputPipe.Create(Directory);
        _pipes.Add(pipe);
        pipe.Feed(new MemoryStream(Encoding.UTF8.GetBytes(secret.Reveal() + "\n"), writable: false));
        return pipe.Path;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pipe in _pipes)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
        }

        await _folder.DisposeAsync().ConfigureAwait(false);
    }
}
