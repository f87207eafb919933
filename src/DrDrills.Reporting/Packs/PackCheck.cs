namespace DrDrills.Reporting.Packs;

/// <summary>What a look at an evidence pack came to.</summary>
/// <param name="Holds">What was looked at and is right, one sentence each.</param>
/// <param name="Flaws">What does not hold, the first to be found first; empty where all does.</param>
/// <param name="NotChecked">What could not be looked at, and why.</param>
/// <param name="KeyIsTrusted">Whether the signing key is one that the verifier named.</param>
public sealed record PackCheck(
    IReadOnlyList<string> Holds, IReadOnlyList<string> Flaws, IReadOnlyList<string> NotChecked, bool KeyIsTrusted)
{
    /// <summary>What a good signature proves, and what it does not; printed with every result.</summary>
    public const string Meaning =
        "A good signature proves that the holder of the key signed exactly these files, and that none was changed, added or removed since. "
        + "It does not prove that the drill was run honestly, who holds the key, that reviews were not taken away from the end of their row, or, "
        + "without a time stamp or an anchored chain head, when it was signed.";
}
