using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <content>What lies before and after the run, and what was kept elsewhere.</content>
public sealed partial class PackVerification
{
    /// <summary>Before: the run that the index names. After: runs in the same place that name this one.</summary>
    private async Task ChainAsync(RunIndex index, DirectoryInfo? folder, DirectoryInfo? runs, CancellationToken stop)
    {
        foreach (var link in index.Chain)
        {
            if (link.PreviousRunId is null)
            {
                _holds.Add($"the chain of '{link.System}' begins with this run");
                continue;
            }

            var previous = runs is null ? null : Path.Combine(runs.FullName, link.PreviousRunId, RunIndex.FileName);
            if (previous is null || !File.Exists(previous))
            {
                _notChecked.Add($"the chain of '{link.System}' before this run: run '{link.PreviousRunId}' is not here");
            }
            else if ((await Sha256Digest.OfFileAsync(previous, stop).ConfigureAwait(false)).Hex is var digest && digest != link.PreviousIndexSha256)
            {
                _flaws.Add($"chain of '{link.System}': run '{link.PreviousRunId}' has index {digest}; expected {link.PreviousIndexSha256}");
            }
            else
            {
                _holds.Add($"the chain of '{link.System}': run {link.Sequence} follows '{link.PreviousRunId}'");
            }
        }

        if (folder is null || runs is null)
        {
            return;
        }

        var own = (await Sha256Digest.OfFileAsync(Path.Combine(folder.FullName, RunIndex.FileName), stop).ConfigureAwait(false)).Hex;
        foreach (var other in runs.EnumerateDirectories().Where(folder => File.Exists(Path.Combine(folder.FullName, RunIndex.FileName))))
        {
            try
            {
                var later = await RunIndexJson.ReadAsync(other, stop).ConfigureAwait(false);
                _flaws.AddRange(later.Chain
                    .Where(link => (link.PreviousRunId == index.RunId || link.PreviousRunId == folder.Name) && link.PreviousIndexSha256 != own)
                    .Select(link => $"chain of '{link.System}': run '{later.RunId}' follows an index {link.PreviousIndexSha256} of this run; observed {own}"));
            }
            catch (EvidenceNotWrittenException e)
            {
                _notChecked.Add($"run '{other.Name}' beside it: {e.Statement}");
            }
        }
    }

    /// <summary>Heads kept elsewhere: whether this run's is among them, whether another has its number, whether a later one is missing here.</summary>
    private void Anchor(RunIndex index, IReadOnlyList<ChainHead>? anchored, DirectoryInfo? runs)
    {
        if (anchored is null)
        {
            _notChecked.Add("heads of chains kept elsewhere: name the place with --anchor");
            return;
        }

        foreach (var link in index.Chain)
        {
            var heads = anchored.Where(head => head.System == link.System).ToList();
            var same = heads.Where(head => head.Sequence == link.Sequence).ToList();
            var number = string.Create(CultureInfo.InvariantCulture, $"number {link.Sequence} of the chain of '{link.System}'");
            _flaws.AddRange(same.Where(head => head.RunId != index.RunId)
                .Select(head => $"{number}: run '{head.RunId}' is anchored under it; observed '{index.RunId}'"));
            if (same.Exists(head => head.RunId == index.RunId && head.IndexSha256 == _indexDigest))
            {
                _holds.Add($"{number} is anchored as this run");
            }
            else if (same.FindLast(head => head.RunId == index.RunId) is { } other)
            {
                _flaws.Add($"{number}: index {other.IndexSha256} of this run is anchored; observed {_indexDigest}");
            }
            else
            {
                _notChecked.Add($"{number}: no head of it is anchored");
            }

            if (heads.MaxBy(head => head.Sequence) is { } newest && newest.Sequence > link.Sequence
                && !(runs is not null && File.Exists(Path.Combine(runs.FullName, newest.RunId, RunIndex.FileName))))
            {
                _notChecked.Add(string.Create(
                    CultureInfo.InvariantCulture, $"run '{newest.RunId}', the newest that is anchored for '{link.System}' (number {newest.Sequence}): it is not here"));
            }
        }
    }
}
