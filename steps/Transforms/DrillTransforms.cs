using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Steps.Transforms;

/// <summary>Words of a scenario turned into types, once.</summary>
/// <remarks>One plain group in each expression: Reqnroll rewrites every opening bracket of it.</remarks>
[Binding]
public sealed class DrillTransforms
{
    [StepArgumentTransformation("(\\d+ [a-z]+)", Name = "duration")]
    public TimeSpan Duration(string text) => DurationText.Parse(text);

    [StepArgumentTransformation("([a-z][a-z ]*[a-z])", Name = "verification")]
    public VerificationId Verification(string text) => VerificationId.Parse(text);

    [StepArgumentTransformation("(the product reviews|the truncated month|the log of today|the old log|the API's settings|the API's program|the database login|the shop's log volume|the shop's boot volume|the planted password|the canary volume)", Name = "subject")]
    public FindingSubject Subject(string words) => FindingSubject.Of(words);
}
