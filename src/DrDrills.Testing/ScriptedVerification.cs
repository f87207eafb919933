using DrDrills.Verification;

namespace DrDrills.Testing;

/// <summary>A verification that answers what a test tells it to.</summary>
/// <param name="name">Its id and title.</param>
/// <param name="moment">When it asks.</param>
/// <param name="answer">What it answers; may throw.</param>
public sealed class ScriptedVerification(
    string name, VerificationMoment moment, Func<VerificationContext, VerificationAnswer> answer) : IVerification
{
    public VerificationId Id { get; } = VerificationId.Parse(name);

    public string Title => name;

    public string Proves => $"what {name} proves";

    public VerificationMoment Moment => moment;

    public List<VerificationContext> Asked { get; } = [];

    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add(context);
        return Task.FromResult(answer(context));
    }

    public static ScriptedVerification Passing(string name, VerificationMoment moment = VerificationMoment.Restored) =>
        new(name, moment, _ => VerificationAnswer.Looked("3 tables, 42 rows", []));

    public static ScriptedVerification Failing(string name, string code, VerificationMoment moment = VerificationMoment.Restored) =>
        new(name, moment, _ => VerificationAnswer.Looked("3 tables, 41 rows", [Samples.Finding(code)]));

    public static ScriptedVerification Impossible(string name, VerificationMoment moment = VerificationMoment.Restored) =>
        new(name, moment, _ => VerificationAnswer.CouldNotAsk("the extension is not there"));
}
