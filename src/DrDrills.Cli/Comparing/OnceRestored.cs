using System.Data.Common;
using DrDrills.Verification;

namespace DrDrills.Cli.Comparing;

/// <summary>Does something with a restored database while it is there; what comes of it is the caller's own business.</summary>
internal sealed class OnceRestored(Func<DbDataSource, CancellationToken, Task> work) : IVerification
{
    public VerificationId Id { get; } = VerificationId.Parse("comparison");

    public string Title => "Comparison";

    public string Proves => "The restored database was compared with another.";

    public VerificationMoment Moment => VerificationMoment.Restored;

    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Database is null)
        {
            return VerificationAnswer.CouldNotAsk("there is no restored database");
        }

        await work(context.Database, cancellationToken).ConfigureAwait(false);
        return VerificationAnswer.Looked("one database", []);
    }
}
