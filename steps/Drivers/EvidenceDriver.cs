using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Steps.Hooks;
using NUnit.Framework;

namespace DrDrills.Steps.Drivers;

/// <summary>Keeps what a scenario's drill came to: the evidence record, and its figures in the Allure report.</summary>
public sealed class EvidenceDriver(DrillWorld world, RunSession session)
{
    /// <summary>Nothing to keep where the scenario did not come to a drill.</summary>
    public async Task KeepAsync(FeatureInfo feature, ScenarioContext context)
    {
        var scenario = context.ScenarioInfo;
        if (world.Run is not { } run)
        {
            return;
        }

        var file = ScenarioFile.Find(feature.Title, scenario.Title);
        var record = EvidenceRecord.Of(run, new EvidenceContext
        {
            ProductVersion = RunFacts.ProductVersion,
            Initiator = EvidenceInitiator.OfThisProcess(),
            Environment = EvidenceEnvironment.OfThisMachine(TimeProvider.System, RunFacts.Packages),
            NotTested = session.Settings.Provider is null ? RunFacts.NotTested : RunFacts.NotTestedOnTenancy,
            Scenario = new EvidenceScenario(
                feature.Title,
                scenario.Title,
                $"features/{file.Path}",
                file.Gherkin,
                await RunFacts.GitCommitAsync(),
                [.. scenario.CombinedTags.Select(tag => $"@{tag}").Order(StringComparer.Ordinal)]),
            TestResult = AllureDescription.ResultId(),
            Broken = BrokenIn(context),
            Criticality = session.Settings.Provider?.Systems.FirstOrDefault(system => system.Name == world.System)?.Criticality,
            Operator = session.Settings.Operator,
            RetainUntil = session.Settings.RetainFor is { } time ? run.EndedAt + time : null,
            NegativeControl = run.Plan.NegativeControl
                ? new NegativeControlExpectation(file.Path, world.Damage ?? "none", world.ExpectedRed)
                : null,
        });
        session.Settings.Evidence.Create();
        var written = await EvidenceJson.WriteAsync(record, session.Settings.Evidence, CancellationToken.None);
        AllureDescription.End(run);
        AllureDescription.LinkRecord(written);
    }

    private static BrokenSentence? BrokenIn(ScenarioContext context)
    {
        if (context.ScenarioExecutionStatus == ScenarioExecutionStatus.OK)
        {
            return null;
        }

        // What others' exceptions say may quote a row or a connection; a record is signed and kept.
        var said = context.TestError switch
        {
            null => $"no step could be run for it ({context.ScenarioExecutionStatus})",
            AssertionException or DrillException => context.TestError.Message
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0],
            var other => $"its step ended with {other.GetType().Name}",
        };
        return new BrokenSentence(said, context.TestError is AssertionException or DrillException { ExitCode: ExitCode.VerificationFailed });
    }
}
