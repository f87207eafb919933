using System.Globalization;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>A run of bytes of one object.</summary>
/// <param name="Object">Of which.</param>
/// <param name="From">First byte.</param>
/// <param name="Length">Bytes; fits a buffer.</param>
internal readonly record struct ObjectRange(ArchivedObject Object, long From, int Length)
{
    /// <summary>Objects cut into ranges, in order.</summary>
    public static IEnumerable<ObjectRange> Of(IEnumerable<ArchivedObject> objects, int rangeBytes)
    {
        foreach (var one in objects)
        {
            for (var from = 0L; from < one.Size; from += rangeBytes)
            {
                yield return new ObjectRange(one, from, (int)Math.Min(rangeBytes, one.Size - from));
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"bytes {From} to {From + Length - 1} of object '{Object.Name}'");
}
