namespace DrDrills.Oci.Policies.Credentials;

/// <summary>How little a text repeats itself: passwords made by machines do not, words do.</summary>
internal static class Entropy
{
    /// <summary>Shannon's entropy over the text's own characters, in bits per character; 0 for an empty text.</summary>
    public static double Of(string text) => text.Length == 0
        ? 0
        : text.GroupBy(c => c).Select(group => (double)group.Count() / text.Length).Sum(share => -share * Math.Log2(share));
}
