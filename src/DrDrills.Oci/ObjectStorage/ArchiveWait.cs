using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Objectives;
using Oci.ObjectstorageService.Models;
using Oci.ObjectstorageService.Requests;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Brings objects back from the archive tier and waits until all can be read: bounded, and each named that is waited for.</summary>
internal sealed class ArchiveWait(ObjectBucket bucket, ObjectStorageOptions options)
{
    /// <returns>How many had to be brought back, and how long that took.</returns>
    /// <exception cref="TargetNotReadyException">One is not back within the limit (<c>DR4011</c>).</exception>
    public async Task<(int Count, TimeSpan Took)> BringBackAsync(
        IReadOnlyList<ArchivedObject> objects, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = bucket.Tenancy.Clock;
        var begun = clock.GetTimestamp();
        var away = new List<ArchivedObject>();
        foreach (var one in objects.Where(one => one.State is not null))
        {
            // A list may be older than the object's state.
            var state = (await bucket.HeadAsync(one, cancellationToken).ConfigureAwait(false)).ArchivalState;
            if (state == ArchivalState.Archived)
            {
                await AskForAsync(one, cancellationToken).ConfigureAwait(false);
            }

            if (state is ArchivalState.Archived or ArchivalState.Restoring)
            {
                away.Add(one);
            }
        }

        for (var back = 0; back < away.Count; back++)
        {
            var one = away[back];
            progress?.Report(new StageProgress(back, away.Count, "objects back from the archive tier", one.Name));
            var left = options.ArchiveLimit - clock.GetElapsedTime(begun);
            await bucket.Tenancy.Wait.UntilAsync(
                bucket.SubjectOf(one.Name),
                ct => bucket.HeadAsync(one, ct),
                head => head.ArchivalState,
                [ArchivalState.Restored],
                cancellationToken,
                left > TimeSpan.Zero ? left : TimeSpan.Zero).ConfigureAwait(false);
        }

        return (away.Count, clock.GetElapsedTime(begun));
    }

    /// <summary>In words, for the record of the stage.</summary>
    public static string Words(int objects, int broughtBack, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{objects} objects{(broughtBack == 0 ? "" : $", {broughtBack} of them brought back from the archive tier in {DurationText.Format(took)}")}");

    private async Task AskForAsync(ArchivedObject one, CancellationToken cancellationToken)
    {
        var request = new RestoreObjectsRequest
        {
            NamespaceName = await bucket.NamespaceAsync(cancellationToken).ConfigureAwait(false),
            BucketName = bucket.Name,
            RestoreObjectsDetails = new RestoreObjectsDetails { ObjectName = one.Name, Hours = options.RestoredForHours },
        };
        try
        {
            await bucket.Tenancy.Calls.AskAsync(
                "RestoreObjects", bucket.SubjectOf(one.Name), ct => bucket.Client.RestoreObjects(request, cancellationToken: ct), cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException failure) when (failure.Status == 409)
        {
            // It is on its way already: asked for by somebody else, or by a call of ours whose answer was lost. The wait tells.
        }
    }
}
