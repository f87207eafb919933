namespace DrDrills.Evidence;

/// <summary>A sentence of a drill's scenario that did not hold, or could not be asked, apart from what the drill itself came to.</summary>
/// <param name="Statement">What was said of it, in one line.</param>
/// <param name="Asked">Whether it was asked and did not hold; else it has no step, or its step could not be run.</param>
public sealed record BrokenSentence(string Statement, bool Asked)
{
    private const string DoesNotHold = "A sentence of its scenario does not hold: ";
    private const string NotAsked = "A sentence of its scenario could not be asked: ";

    /// <summary>The reason of a record whose drill passed.</summary>
    public string Reason => (Asked ? DoesNotHold : NotAsked) + Statement;

    /// <summary>Whether a record's reason is such a sentence.</summary>
    public static bool IsReason(string reason) =>
        reason.StartsWith(DoesNotHold, StringComparison.Ordinal) || reason.StartsWith(NotAsked, StringComparison.Ordinal);
}
