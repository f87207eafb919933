namespace DrDrills.Verification;

/// <summary>One question put to a backup or to what was restored from it.</summary>
/// <remarks>
/// Implementations hold no state between runs, may be called from several threads on different contexts, change nothing that
/// outlives a rolled-back transaction, collect all findings instead of stopping at the first, and throw a
/// <see cref="Errors.DrillException"/> only when the question could not be asked. The caller owns and disposes of the context.
/// </remarks>
public interface IVerification
{
    /// <summary>The name that scenarios and records use.</summary>
    VerificationId Id { get; }

    /// <summary>The name a person reads, such as "Table content".</summary>
    string Title { get; }

    /// <summary>One sentence: what a pass proves.</summary>
    string Proves { get; }

    /// <summary>When the question can be asked.</summary>
    VerificationMoment Moment { get; }

    /// <value>
    /// Whether it may be asked while other such questions are: what it does, disturbs no other's answer. Default: false.
    /// </value>
    bool GoesBesideOthers => false;

    /// <summary>Asks the question.</summary>
    /// <param name="context">What was fetched or restored, and what it is compared with.</param>
    /// <param name="cancellationToken">Ends the question early.</param>
    /// <returns>What was found; <see cref="VerificationAnswer.CouldNotAsk"/> where the context lacks what the question needs.</returns>
    /// <exception cref="Errors.DrillException">The question could not be asked.</exception>
    Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken);
}
