using DrDrills.Credentials;
using DrDrills.Verification;
using Npgsql;

namespace DrDrills.PostgreSql.Logins;

/// <summary>Which password a restored server carries: whoever brings it back needs to know which version of the secret opens it.</summary>
/// <remarks>
/// A physical backup carries the passwords of its moment, a dump of one database carries none. Asked by really logging in, with SCRAM; the copy
/// is made to ask for passwords first.
/// </remarks>
/// <param name="opens">The login that must open it.</param>
/// <param name="refused">The login that must not.</param>
public sealed class RestoredPasswordVerification(Login opens, Login refused) : IVerification
{
    /// <summary>The login that must open the copy does not.</summary>
    public const string NotLetIn = "DRF546";

    /// <summary>A login opens the copy that must not.</summary>
    public const string LetIn = "DRF547";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("restored-password");

    /// <inheritdoc/>
    public string Title => "Restored password";

    /// <inheritdoc/>
    public string Proves => "The restored server is opened by the password of its moment, and by no later one.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context?.Database is not NpgsqlDataSource database)
        {
            return VerificationAnswer.CouldNotAsk("there is no restored PostgreSQL database");
        }

        await PasswordAuthentication.RequireAsync(
            database, [.. new[] { opens.Username, refused.Username }.Distinct()], TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var logins = new PostgresLogins(database);
        var findings = new List<Finding>();
        if (!await logins.LetsInAsync(opens, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(Of(NotLetIn, opens, "let in", "refused", "The password of the backup's moment does not open the restored server."));
        }

        if (await logins.LetsInAsync(refused, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(Of(LetIn, refused, "refused", "let in", "A password of another moment opens the restored server."));
        }

        return VerificationAnswer.Looked("2 logins tried, each with a wrong password too", findings);
    }

    private static Finding Of(string code, Login login, string expected, string observed, string statement) => new()
    {
        Code = code, Subject = $"login '{login.Username}'", Expected = expected, Observed = observed, Statement = statement,
    };
}
