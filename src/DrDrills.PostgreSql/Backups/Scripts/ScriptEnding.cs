using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>What follows a script's last statement: statistics, our roles go, the backup's get what they had, and what had to wait is done.</summary>
internal sealed class ScriptEnding(ScriptScene scene, ScriptDatabases databases, int jobs)
{
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (scene.Roles.Rights.Deviation is { } limited)
        {
            scene.Deviations.Add(limited);
        }

        foreach (var database in databases.All)
        {
            var restored = scene.Server.Connect(database.Restored);
            await using var _ = restored.ConfigureAwait(false);
            // Before roles of the backup become superusers: statistics over an expression call its functions.
            await Statistics.TakeAsync(restored, jobs, cancellationToken).ConfigureAwait(false);
            await scene.Roles.LeaveAsync(restored, null, cancellationToken).ConfigureAwait(false);
        }

        await scene.Roles.FinishAsync(scene.Admin, cancellationToken).ConfigureAwait(false);
        if (scene.Late.Exists(late => late.IsRequired))
        {
            await scene.Roles.GiveSuperuserAsync(scene.Admin, cancellationToken).ConfigureAwait(false);
        }

        foreach (var late in scene.Late)
        {
            await RunAsync(late, cancellationToken).ConfigureAwait(false);
        }

        if (databases.All.Count == 1 && databases.All[0].Owner is null)
        {
            scene.Deviations.Add("owner, grants and settings of the database itself are not in a plain dump and were not restored");
        }
    }

    /// <summary>Alone: whatever else a script might have put into it would be refused as a second statement.</summary>
    private async Task RunAsync(LateStatement late, CancellationToken cancellationToken)
    {
        var restored = scene.Server.Connect(late.Database ?? "postgres");
        await using var _ = restored.ConfigureAwait(false);
        var session = await restored.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = session.ConfigureAwait(false);
        // As in the script: a row that a policy would hide is an error there.
        var settings = new NpgsqlCommand("SET row_security = off; SET search_path = ''", session);
        await using var ___ = settings.ConfigureAwait(false);
        await settings.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand(late.Sql, session);
        await using var ____ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter { Value = 0 });
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (late.IsRequired)
        {
            throw new RestoreFailedException(
                "DR2102",
                scene.Backup.Id.Value,
                $"Plain SQL backup '{scene.Backup.Id}' could not be restored whole: {late.What} failed, also with the rights of its owner at the source.",
                "does it fail at the source, too?",
                ToolText.Redact($"{error.SqlState}: {error.MessageText}"));
        }
        catch (PostgresException refused)
        {
            scene.Deviations.Add($"not taken by the target: {late.What} ({ToolText.Redact(refused.MessageText)})");
        }
    }
}
