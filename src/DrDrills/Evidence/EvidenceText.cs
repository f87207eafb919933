namespace DrDrills.Evidence;

/// <summary>Texts of errors as a record may carry them.</summary>
internal static class EvidenceText
{
    /// <summary>Cuts the output of tools off an error's text: it may quote rows.</summary>
    public static string WithoutDetails(string text)
    {
        var details = text.IndexOf("\nDetails:", StringComparison.Ordinal);
        return details < 0 ? text : text[..details];
    }
}
