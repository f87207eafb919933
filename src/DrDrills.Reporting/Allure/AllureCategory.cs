namespace DrDrills.Reporting.Allure;

/// <summary>One group of the report's categories page: the results whose status and failure text fit.</summary>
/// <param name="Name">What the page shows.</param>
/// <param name="MatchedStatuses">Statuses of Allure; a result must have one of them.</param>
/// <param name="MessageRegex">
/// Expression for the whole failure text, in the common part of the Java and JavaScript dialects: Allure 2 demands a full
/// match, Allure 3 searches.
/// </param>
public sealed record AllureCategory(string Name, IReadOnlyList<string> MatchedStatuses, string MessageRegex);
