using System.Collections.Concurrent;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Oci.Common.Retry;
using Oci.ObjectstorageService.Requests;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Brings one range of an object into memory: pinned to the content that was listed, gone on with where a connection broke.</summary>
/// <param name="places">Where it is read from; a place that gives no answer any more is left for its copy.</param>
/// <param name="together">What is read one after the other: all of it must be readable where the reading goes on.</param>
/// <param name="patience">Limits and pauses.</param>
/// <param name="options">Attempts.</param>
internal sealed class RangeReader(ArchivePlaces places, IReadOnlyList<ArchivedObject> together, OciPatience patience, ObjectStorageOptions options)
{
    /// <summary>Every attempt is made here, so that none goes unrecorded.</summary>
    private static readonly RetryConfiguration _once = new() { MaxAttempts = 0 };

    private readonly ConcurrentQueue<string> _repetitions = new();

    /// <summary>What had to be asked for again, and why.</summary>
    public IReadOnlyList<string> Repetitions => [.. _repetitions];

    /// <exception cref="BackupUnreadableException">The object is another one than was listed (<c>DR4103</c>), or is gone (<c>DR4104</c>).</exception>
    /// <exception cref="CloudCallFailedException">It could not be read in all attempts.</exception>
    public async Task ReadAsync(ObjectRange range, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var done = 0;
        for (var attempt = 1; ; attempt++)
        {
            var bucket = places.Current;
            try
            {
                done = await ReadOnAsync(bucket, range, buffer, done, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PartlyReadException broken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                done = broken.Done;
                var failure = OciFailures.Of(broken.InnerException!, "GetObject", $"{range}, {bucket.Subject}");
                ThrowIfOther(bucket, failure, range);
                if (bucket != places.Current || (attempt >= options.AttemptsOfARange && places.CanMove(failure)))
                {
                    await places.MoveAsync(together, failure, cancellationToken).ConfigureAwait(false);
                    attempt = 0;
                    continue;
                }

                if (!failure.IsTransient || attempt >= options.AttemptsOfARange)
                {
                    throw failure;
                }

                _repetitions.Enqueue($"{range} was asked for again from byte {range.From + done}: {failure.Statement}");
            }

            await Task.Delay(patience.RetryPause(attempt), places.Current.Tenancy.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ReadOnAsync(ObjectBucket bucket, ObjectRange range, Memory<byte> buffer, int done, CancellationToken cancellationToken)
    {
        // Bytes have to keep coming: the limit is set anew before each read.
        using var silence = new CancellationTokenSource(patience.CallLimit, bucket.Tenancy.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            var response = await bucket.Client.GetObject(
                new GetObjectRequest
                {
                    NamespaceName = await bucket.NamespaceAsync(either.Token).ConfigureAwait(false),
                    BucketName = bucket.Name,
                    ObjectName = range.Object.Name,
                    IfMatch = places.Here(range.Object).ETag,
                    Range = new global::Oci.Common.Model.Range { StartByte = range.From + done, EndByte = range.From + range.Length - 1 },
                },
                _once,
                either.Token,
                HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            var body = response.InputStream;
            await using (body.ConfigureAwait(false))
            {
                while (done < range.Length)
                {
                    silence.CancelAfter(patience.CallLimit);
                    var read = await body.ReadAsync(buffer[done..range.Length], either.Token).ConfigureAwait(false);
                    done += read > 0 ? read : throw new IOException($"the answer ended {range.Length - done} bytes early");
                }
            }

            return done;
        }
        catch (OperationCanceledException e) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PartlyReadException(done, new TimeoutException("no bytes came", e));
        }
        catch (Exception e) when (OciFailures.IsOfCall(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new PartlyReadException(done, e);
        }
    }

    private static void ThrowIfOther(ObjectBucket bucket, CloudCallFailedException failure, ObjectRange range)
    {
        var subject = bucket.SubjectOf(range.Object.Name);
        switch (failure.Status)
        {
            case 412:
                throw new BackupUnreadableException(
                    "DR4103",
                    range.Object.Name,
                    $"{Capital(subject)} changed while it was read: it was listed with etag '{range.Object.ETag}', and is another one now.",
                    "does a backup job write over its archives? Give each its own name, and keep them by a retention rule.",
                    cause: failure);
            case 404:
                throw new BackupUnreadableException(
                    "DR4104",
                    range.Object.Name,
                    $"{Capital(subject)} was listed but is not there any more.",
                    "does retention or a lifecycle rule delete archives while a drill runs?",
                    cause: failure);
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A failed attempt, with what it brought all the same.</summary>
    private sealed class PartlyReadException(int done, Exception cause) : Exception(cause.Message, cause)
    {
        public int Done => done;
    }
}
