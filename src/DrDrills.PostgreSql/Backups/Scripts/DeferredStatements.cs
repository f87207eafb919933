using System.Globalization;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>
/// What the restorer of a script may not do and pg_dump writes all the same: privileges on what is an extension's or the server's own, and views that are
/// computed with the rights of an owner who was a superuser. The administrator does it after the script's last statement, and before any role of the
/// backup is a superuser or an event trigger of it is made: no code of the backup runs with more rights than to read.
/// </summary>
internal sealed class DeferredStatements
{
    private const int MostNamed = 5;

    private readonly List<LateStatement> _grants = [];
    private readonly List<(ScriptPart Part, LateStatement Statement)> _views = [];

    /// <summary>Gives or takes privileges, and notes the statement where the restorer was refused or could not do all of it.</summary>
    /// <param name="session">The restorer's.</param>
    /// <param name="part">The statement.</param>
    /// <param name="mayAct">Whether the administrator may act for every role that it names.</param>
    /// <param name="database">The restored database.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task GrantAsync(ScriptSession session, ScriptPart part, bool mayAct, string database, CancellationToken cancellationToken)
    {
        var isRefused = false;
        try
        {
            await session.RunAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege && mayAct)
        {
            isRefused = true;
        }

        if (isRefused || session.HasWithheld)
        {
            // Names of objects and roles, none of them secret.
            var said = part.About ?? string.Join(' ', part.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');
            _grants.Add(new LateStatement(part.Text, said, database));
        }
    }

    /// <summary>Computes a materialized view, and notes it where its owner may not yet, or where it reads one that is not computed yet.</summary>
    /// <inheritdoc cref="GrantAsync"/>
    public async Task RefreshAsync(ScriptSession session, ScriptPart part, string database, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege
            || (error.SqlState == PostgresErrorCodes.ObjectNotInPrerequisiteState && _views.Count > 0))
        {
            _views.Add((part, new LateStatement(part.Text, part.Title, database)));
        }
    }

    /// <summary>Does what was noted.</summary>
    /// <exception cref="EngineUnavailableException">A view needs more of a superuser's rights than to read (<c>DR3124</c>).</exception>
    /// <exception cref="RestoreFailedException">A view cannot be computed (<c>DR2102</c>).</exception>
    public async Task FinishAsync(ScriptScene scene, CancellationToken cancellationToken)
    {
        foreach (var grant in _grants)
        {
            await scene.RunLateAsync(grant, cancellationToken).ConfigureAwait(false);
        }

        if (_grants.Count > 0)
        {
            scene.Deviations.Add($"granted by the target's administrator, because the objects are an extension's or the server's own: {Some(_grants)}");
        }

        if (_views.Count == 0)
        {
            return;
        }

        scene.Deviations.Add(
            $"computed at the end, when roles that were superusers at the source may read every table: {Some([.. _views.Select(view => view.Statement)])}");
        var readers = await scene.Roles.LendReadingAsync(scene.Admin, cancellationToken).ConfigureAwait(false);
        foreach (var (part, view) in _views)
        {
            try
            {
                await view.RunAsync(scene.Server, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege && !readers.Contains(part.Owner ?? ""))
            {
                throw new RestoreFailedException(
                    "DR2102",
                    scene.Backup.Id.Value,
                    $"Plain SQL backup '{scene.Backup.Id}' could not be restored whole: {view.What} cannot be computed with the rights of its owner, '{part.Owner}'.",
                    "does it fail at the source, too?",
                    ToolText.Redact($"{error.SqlState}: {error.MessageText}"));
            }
            catch (PostgresException error)
            {
                throw ScriptFailure.Of(scene.Backup.Id.Value, part, error);
            }
        }

        await scene.Roles.TakeReadingBackAsync(scene.Admin, cancellationToken).ConfigureAwait(false);
    }

    private static string Some(List<LateStatement> statements) => string.Join("; ", statements.Take(MostNamed).Select(statement => statement.What))
        + (statements.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {statements.Count - MostNamed} more") : "");
}
