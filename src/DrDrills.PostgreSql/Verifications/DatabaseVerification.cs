using System.Data.Common;
using DrDrills.Errors;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>A question put to the restored database; turns "the server did not answer" into "we could not look".</summary>
internal abstract class DatabaseVerification : IVerification
{
    public abstract VerificationId Id { get; }

    public abstract string Title { get; }

    public abstract string Proves { get; }

    public VerificationMoment Moment => VerificationMoment.Restored;

    public virtual bool GoesBesideOthers => true;

    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Database is null)
        {
            return VerificationAnswer.CouldNotAsk("there is no restored database");
        }

        try
        {
            return await AskAsync(context, context.Database, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw new VerificationImpossibleException(
                e.SqlState is null ? "DR4101" : "DR4102",
                $"verification {Id}",
                $"Verification '{Id}' could not ask the restored database: {e.Message.Split('\n')[0].TrimEnd()}",
                e.SqlState is null or "57P01" or "57P02" or "57P03"
                    ? "did the restored server stop? its log says why."
                    : e.SqlState is "55P03"
                    ? "does a transaction hold the table that was prepared and had not ended when the backup was taken (pg_prepared_xacts)?"
                    : "is the role an administrator of the restored copy?",
                cause: e);
        }
    }

    protected abstract Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken);

    /// <summary>Opens one read-only session for a question and closes it.</summary>
    protected static async Task<T> ReadAsync<T>(
        DbDataSource database, Func<PinnedSession, Task<T>> read, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await read(session).ConfigureAwait(false);
        }
    }

    protected static VerificationAnswer NoManifest { get; } =
        VerificationAnswer.CouldNotAsk("the backup has no manifest to compare with");
}
