using DrDrills.Cli.Options;
using DrDrills.Configuration;
using DrDrills.Errors;

namespace DrDrills.Cli.Comparing;

/// <summary>What the caller named: a live database, or a backup that is restored first.</summary>
/// <param name="Side">A or B.</param>
/// <param name="Connection">How to reach a live database, or null.</param>
/// <param name="Backup">Path of a backup, or null.</param>
/// <param name="BackupId">Which of several backups there, or null for the only one.</param>
internal sealed record ComparedPlace(string Side, SourceConnection? Connection, string? Backup, string? BackupId)
{
    /// <summary>Tells the two apart: a reference or a connection string is a live database, a path that exists a backup.</summary>
    /// <param name="context">The verb's.</param>
    /// <param name="side">A or B.</param>
    /// <param name="text">What was given.</param>
    /// <param name="backupId">Which of several backups, or null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ConfigurationInvalidException">It is neither; a connection string is not repeated.</exception>
    public static async Task<ComparedPlace> ReadAsync(
        VerbContext context, string side, string text, string? backupId, CancellationToken cancellationToken)
    {
        if (!SecretReference.TryParse(text, out _) && Path.Exists(text))
        {
            return new ComparedPlace(side, null, text, backupId);
        }

        if (SecretReference.TryParse(text, out _) || text.Contains('=', StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal))
        {
            var connection = await SourceOption.ReadAsync(context, side, text, cancellationToken).ConfigureAwait(false);
            return new ComparedPlace(side, connection, null, null);
        }

        throw new ConfigurationInvalidException("The command line", [
            $"{side} '{text}' is neither a database ('Host=…;Database=…;Username=…', 'postgres://user@host:5432/database', env:NAME, file:PATH, "
            + "oci-vault:SECRET_OCID) nor the path of a backup that exists.",
        ]);
    }

    /// <summary>The password stays out of it.</summary>
    public override string ToString() => Connection?.ToString() ?? $"backup '{Backup}'";
}
