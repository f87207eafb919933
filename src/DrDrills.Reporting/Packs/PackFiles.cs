using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <summary>Names of the files that hold an evidence pack together; they are not in the index, for it comes before them.</summary>
public static class PackFiles
{
    /// <summary>The signed statement over the index, in a DSSE envelope.</summary>
    public const string Envelope = "index.dsse.json";

    /// <summary>The public key that verifies it; trusted only when it is compared with one known from elsewhere.</summary>
    public const string PublicKey = "signing-key.pub.pem";

    /// <summary>RFC 3161 time stamp over the envelope, where a server was configured.</summary>
    public const string TimeStamp = "index.dsse.json.tsr";

    /// <summary>Folder of signed reviews, which come after the run.</summary>
    public const string Reviews = "reviews";

    /// <summary>The whole pack as one file.</summary>
    /// <param name="runId">The run.</param>
    public static string Zip(string runId) => runId + ".zip";

    /// <summary>Whether a file of a run's folder is made by sealing or reviewing and so stands outside the index.</summary>
    /// <param name="path">Relative to the run's folder, with forward slashes.</param>
    public static bool IsOutsideIndex(string path) =>
        path is RunIndex.FileName or Envelope or PublicKey or TimeStamp
        || path.StartsWith(Reviews + "/", StringComparison.Ordinal)
        || path.EndsWith(".partial", StringComparison.Ordinal)
        || (path.EndsWith(".zip", StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal));
}
