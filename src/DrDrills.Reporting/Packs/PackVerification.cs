using System.IO.Compression;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <summary>Looks whether an evidence pack is the one that was sealed; needs nothing but the pack and a key known from elsewhere.</summary>
public sealed partial class PackVerification
{
    private readonly List<string> _holds = [];
    private readonly List<string> _flaws = [];
    private readonly List<string> _notChecked = [];
    private bool _trusted;
    private string _indexDigest = "";

    private PackVerification()
    {
    }

    /// <summary>Looks at a pack: a run's folder, or its ZIP.</summary>
    /// <param name="pack">Folder or file.</param>
    /// <param name="trusted">Keys that the verifier knows from elsewhere; with none, whose key it is stays open.</param>
    /// <param name="neighbours">Folder with the runs before and after, or null: then the chain stays open.</param>
    /// <param name="anchored">Heads of chains that were kept elsewhere, or null where no place is known.</param>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <exception cref="EvidenceNotWrittenException">There is nothing at that place that could be looked at.</exception>
    public static async Task<PackCheck> VerifyAsync(
        string pack,
        IReadOnlyList<PublicKey> trusted,
        DirectoryInfo? neighbours,
        IReadOnlyList<ChainHead>? anchored,
        CancellationToken cancellationToken)
    {
        var verification = new PackVerification();
        if (Directory.Exists(pack))
        {
            await verification.FolderAsync(new DirectoryInfo(pack), trusted, neighbours, anchored, cancellationToken).ConfigureAwait(false);
        }
        else if (File.Exists(pack))
        {
            await verification.ZipAsync(new FileInfo(pack), trusted, neighbours, anchored, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            throw new EvidenceNotWrittenException(
                "DR5114", pack, $"There is no evidence pack at '{pack}'.", "name the folder of a run, or the .zip in it.");
        }

        return new PackCheck(verification._holds, verification._flaws, verification._notChecked, verification._trusted);
    }

    private async Task FolderAsync(
        DirectoryInfo folder, IReadOnlyList<PublicKey> trusted, DirectoryInfo? neighbours, IReadOnlyList<ChainHead>? anchored, CancellationToken stop)
    {
        var outside = new[] { RunIndex.FileName, PackFiles.Envelope, PackFiles.PublicKey, PackFiles.TimeStamp }
            .Where(name => File.Exists(Path.Combine(folder.FullName, name)));
        string[] names = [.. RunIndex.PathsIn(folder), .. outside, .. SignedReviews.PathsIn(folder)];
        var index = await FilesAsync(names, name => File.OpenRead(Path.Combine(folder.FullName, name)), trusted, stop).ConfigureAwait(false);
        if (index is null)
        {
            return;
        }

        if (folder.Name != index.RunId)
        {
            _notChecked.Add($"why the folder of run '{index.RunId}' is named '{folder.Name}'");
        }

        await ChainAsync(index, folder, neighbours ?? folder.Parent, stop).ConfigureAwait(false);
        Anchor(index, anchored, neighbours ?? folder.Parent);
        var zip = new FileInfo(Path.Combine(folder.FullName, PackFiles.Zip(index.RunId)));
        if (zip.Exists)
        {
            var inside = new PackVerification();
            await inside.ZipAsync(zip, trusted, null, null, stop).ConfigureAwait(false);
            _flaws.AddRange(inside._flaws);
        }
    }

    private async Task ZipAsync(
        FileInfo zip, IReadOnlyList<PublicKey> trusted, DirectoryInfo? neighbours, IReadOnlyList<ChainHead>? anchored, CancellationToken stop)
    {
        try
        {
            using var archive = await ZipFile.OpenReadAsync(zip.FullName, stop).ConfigureAwait(false);
            if (await StoredZip.FirstDifferenceAsync(zip, archive, stop).ConfigureAwait(false) is { } at)
            {
                _flaws.Add($"{zip.Name}: from byte {at} on it is not what its files make");
            }

            var entries = archive.Entries.GroupBy(entry => entry.FullName).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
            var index = await FilesAsync([.. entries.Keys], name => entries[name].Open(), trusted, stop).ConfigureAwait(false);
            if (index is not null && neighbours is not null)
            {
                await ChainAsync(index, null, neighbours, stop).ConfigureAwait(false);
            }
            else if (index is not null)
            {
                _notChecked.Add("the chain: name the folder with the other runs with --runs");
            }

            if (index is not null)
            {
                Anchor(index, anchored, neighbours);
            }
        }
        catch (InvalidDataException e)
        {
            _flaws.Add($"{zip.Name}: is no ZIP file that can be read: {e.Message}");
        }
    }

    /// <summary>Signature, index and files.</summary>
    /// <returns>The index, or null where there is none to go on with.</returns>
    private async Task<RunIndex?> FilesAsync(
        string[] names, Func<string, Stream> open, IReadOnlyList<PublicKey> trusted, CancellationToken stop)
    {
        var missing = new[] { RunIndex.FileName, PackFiles.Envelope, PackFiles.PublicKey }.Except(names).ToList();
        _flaws.AddRange(missing.Select(name => $"{name}: missing"));
        if (missing.Count > 0)
        {
            return null;
        }

        async Task<byte[]> Read(string name)
        {
            var stream = open(name);
            await using var _ = stream.ConfigureAwait(false);
            var whole = new MemoryStream();
            await stream.CopyToAsync(whole, stop).ConfigureAwait(false);
            return whole.ToArray();
        }

        var indexBytes = await Read(RunIndex.FileName).ConfigureAwait(false);
        var envelopeBytes = await Read(PackFiles.Envelope).ConfigureAwait(false);
        var key = KeyOf(await Read(PackFiles.PublicKey).ConfigureAwait(false), trusted);
        var envelope = EnvelopeOf(envelopeBytes, key);
        var index = IndexOf(indexBytes, envelope);
        _indexDigest = Sha256Digest.Of(indexBytes).Hex;
        if (names.Contains(PackFiles.TimeStamp))
        {
            TimeStamp(await Read(PackFiles.TimeStamp).ConfigureAwait(false), envelopeBytes);
        }
        else
        {
            _notChecked.Add("when it was signed: there is no time stamp");
        }

        if (index is null)
        {
            return null;
        }

        await HashesAsync(index, names, open, stop).ConfigureAwait(false);
        string? before = null;
        foreach (var (name, number) in names.Where(name => name.StartsWith(PackFiles.Reviews + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select((name, at) => (name, at + 1)))
        {
            var bytes = await Read(name).ConfigureAwait(false);
            ReviewOf(name, bytes, number, before, _indexDigest, trusted, key);
            before = Sha256Digest.Of(bytes).Hex;
        }

        return index;
    }

    private async Task HashesAsync(RunIndex index, string[] names, Func<string, Stream> open, CancellationToken stop)
    {
        var before = _flaws.Count;
        var there = names.Where(name => !PackFiles.IsOutsideIndex(name)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in index.Files)
        {
            if (!there.Remove(file.Path))
            {
                _flaws.Add($"{file.Path}: missing");
                continue;
            }

            try
            {
                var stream = open(file.Path);
                await using var _ = stream.ConfigureAwait(false);
                if (file.DifferenceTo(await RunIndexFile.OfAsync(file.Path, stream, stop).ConfigureAwait(false)) is { } difference)
                {
                    _flaws.Add(difference);
                }
            }
            catch (InvalidDataException e)
            {
                _flaws.Add($"{file.Path}: cannot be read: {e.Message}");
            }
        }

        _flaws.AddRange(there.Order(StringComparer.Ordinal).Select(name => $"{name}: not in the index"));
        if (_flaws.Count == before)
        {
            _holds.Add("every file is the one that was indexed, and there is no other");
        }
    }
}
