using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Verifications;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A wrapped backup while it flows: the file as it lies is held against its manifest, or its content where that is what the manifest names.</summary>
internal sealed class UnwrappedBackup : IStreamedBackup
{
    private readonly IStreamedBackup _raw;
    private readonly WrappedContent _unwrapped;
    private readonly BackupManifest? _manifest;
    private readonly HashedStream? _hashed;

    public UnwrappedBackup(IStreamedBackup raw, WrappedContent unwrapped, BackupManifest? manifest)
    {
        (_raw, _unwrapped, _manifest) = (raw, unwrapped, manifest);
        // Hashing costs, and nothing is compared with what no manifest names.
        _hashed = manifest is { Files.Count: 1 } ? new HashedStream(unwrapped.Content) : null;
    }

    public Stream Content => (Stream?)_hashed ?? _unwrapped.Content;

    /// <summary>What is undone on the way, the outermost first.</summary>
    public IReadOnlyList<string> Layers => _unwrapped.Layers;

    /// <summary>Whether one of them takes a key.</summary>
    public bool IsEncrypted => Layers.Any(name => Wrappings.Default.Any(wrapping => wrapping.IsEncryption && wrapping.Name == name));

    /// <summary>The first bytes of the content.</summary>
    public ReadOnlyMemory<byte> Head => _unwrapped.Head;

    public async Task<StreamOutcome> EndAsync(CancellationToken cancellationToken)
    {
        DrillException? failure = null;
        try
        {
            await Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (DrillException e)
        {
            failure = e;
        }

        // To its last byte, whatever was made of it: a file that is another one is what has to be said.
        var outcome = await _raw.EndAsync(cancellationToken).ConfigureAwait(false);
        if (failure is not null && outcome.Findings.Count == 0)
        {
            throw failure;
        }

        if (_manifest is null && Layers.All(name => name == LoneFileTar.Kind) && DumpHead.Of(Head.Span) is { } dump && dump.Format != BackupFormat.PgDumpCustom)
        {
            outcome = outcome with { Deviations = [.. outcome.Deviations, DumpRecovery.WithoutChecksums] };
        }

        var named = _manifest?.Files.Any(file => file.Path == outcome.File.Path) == true;
        if (failure is not null || named || _hashed is null || _manifest is not { Files: [var content] })
        {
            return outcome;
        }

        var flowed = new ManifestFile(content.Path, _hashed.Count.Bytes, _hashed.Digest.Hex);
        return outcome with { File = flowed, Findings = [.. new[] { FlowedFile.Look(content, flowed) }.OfType<Verification.Finding>()] };
    }

    public async ValueTask DisposeAsync()
    {
        if (_hashed is not null)
        {
            await _hashed.DisposeAsync().ConfigureAwait(false);
        }

        await _unwrapped.DisposeAsync().ConfigureAwait(false);
        await _raw.DisposeAsync().ConfigureAwait(false);
    }
}
