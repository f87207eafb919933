using System.Collections.Concurrent;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>The bucket that archives are read from, and its copy in another region, which is read from once the first gives no answer any more.</summary>
/// <remarks>Safe for several ranges at once: they move together. The move is for good; its objects are brought back from the archive tier on the way.</remarks>
internal sealed class ArchivePlaces(ObjectBucket first, ObjectBucket? copy, ObjectStorageOptions options)
{
    private readonly Lock _moving = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private Task? _move;
    private IReadOnlyDictionary<string, ArchivedObject>? _copied;

    /// <summary>Where it is read from now.</summary>
    public ObjectBucket Current => _copied is null ? first : copy!;

    /// <summary>What was moved, and why.</summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>Whether this failure means that the place is gone, and another can be asked.</summary>
    public bool CanMove(CloudCallFailedException failure) => failure.Status is null && copy is not null && _copied is null;

    /// <summary>The object as it lies in the current place.</summary>
    /// <exception cref="BackupRefusedException">The copy does not have it (<c>DR4110</c>): it was lost with the region.</exception>
    public ArchivedObject Here(ArchivedObject one) => _copied is not { } copied ? one
        : copied.TryGetValue(one.Name, out var there) && there.Size == one.Size ? there
        : throw Lost([one]);

    /// <summary>Asks the current place; the other one where it gives no answer.</summary>
    public async Task<T> AskAsync<T>(
        IReadOnlyList<ArchivedObject> about, Func<ObjectBucket, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(Current).ConfigureAwait(false);
        }
        catch (CloudCallFailedException failure) when (CanMove(failure))
        {
            await MoveAsync(about, failure, cancellationToken).ConfigureAwait(false);
            return await ask(Current).ConfigureAwait(false);
        }
    }

    /// <summary>Moves to the copy, and makes what is read next readable there.</summary>
    /// <param name="needed">What is read next; all of it must be there.</param>
    /// <param name="because">What the first place came to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task MoveAsync(IReadOnlyList<ArchivedObject> needed, CloudCallFailedException because, CancellationToken cancellationToken)
    {
        lock (_moving)
        {
            return _move ??= MoveOnceAsync(needed, because, cancellationToken);
        }
    }

    private async Task MoveOnceAsync(IReadOnlyList<ArchivedObject> needed, CloudCallFailedException because, CancellationToken cancellationToken)
    {
        var there = (await copy!.ListAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(one => one.Name, StringComparer.Ordinal);
        if (needed.Where(one => !there.TryGetValue(one.Name, out var same) || same.Size != one.Size).ToList() is [_, ..] lost)
        {
            throw Lost(lost);
        }

        var (count, took) = await new ArchiveWait(copy, options).BringBackAsync([.. needed.Select(one => there[one.Name])], null, cancellationToken)
            .ConfigureAwait(false);
        _notes.Enqueue(
            $"{first.Region} gave no answer any more ({because.Code}); from there on it was read from the copy, {copy.Subject}: "
            + ArchiveWait.Words(needed.Count, count, took));
        _copied = there;
    }

    private BackupRefusedException Lost(IReadOnlyList<ArchivedObject> lost) => new(
        "DR4110",
        lost[0].Name,
        [
            .. lost.Select(one => new Finding
            {
                Code = "DRF517",
                Subject = $"object {one.Name}",
                Expected = $"a copy in {copy!.Region}",
                Observed = "no copy of its name and size",
                Statement = $"The object exists only in {first.Region}, which does not answer: it is lost with the region.",
            }),
        ],
        $"copy the archive by a replication policy: {first.Subject} has none that brought it to {copy!.Subject}.");
}
