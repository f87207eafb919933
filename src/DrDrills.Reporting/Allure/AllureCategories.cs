namespace DrDrills.Reporting.Allure;

/// <summary>The reasons for which a drill is not green, told apart by the first words of the failure text.</summary>
/// <remarks>
/// The words stand at the start of a line, after the exception's type and the place (<c>TearDown : </c>) that NUnit puts before
/// it, after the number that it gives to each of several failures, or after the arrow of an inner exception. The first category that fits wins; a text that says two
/// things is filed under the graver one, in the order of <see cref="All"/>.
/// </remarks>
public static class AllureCategories
{
    /// <summary>First words of a failure that proves a backup bad.</summary>
    public const string DrillFailed = "DRILL FAILED";

    /// <summary>First words of a failure for a recovery that was right but too slow, or lost too much.</summary>
    public const string ObjectiveMissed = "OBJECTIVE MISSED";

    /// <summary>First words of a failure that proves nothing, because the environment lacked something.</summary>
    public const string Inconclusive = "INCONCLUSIVE";

    /// <summary>First words of a failure to remove what the drill had made.</summary>
    public const string DisposalFailed = "DISPOSAL FAILED";

    private static readonly string[] _red = ["failed", "broken"];

    private static readonly string[] _notGreen = [.. _red, "skipped", "unknown"];

    /// <summary>All categories, gravest first; the last takes what no step announced.</summary>
    public static IReadOnlyList<AllureCategory> All { get; } =
    [
        new("Bad backup", _red, Announced(DrillFailed)),
        new("Missed objective", _red, Announced(ObjectiveMissed)),
        new("Disposal failed", _red, Announced(DisposalFailed)),
        new("Environment gap (inconclusive)", _notGreen, Announced(Inconclusive)),
        new("Harness defect", _red, $"^(?!{Before}(?:{DrillFailed}|{ObjectiveMissed}|{DisposalFailed}|{Inconclusive}))[\\s\\S]*$"),
    ];

    private const string Before = @"(?:[\s\S]*\n)?\s*(?:\d+\)\s*|-+> )?(?:[\w.+`]+ : )*";

    private static string Announced(string words) => $"^{Before}{words}[\\s\\S]*$";
}
