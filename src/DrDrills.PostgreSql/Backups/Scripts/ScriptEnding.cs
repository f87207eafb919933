using DrDrills.PostgreSql.Backups.PgDump;

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

        await scene.Deferred.FinishAsync(scene, cancellationToken).ConfigureAwait(false);
        await scene.Roles.FinishAsync(scene.Admin, cancellationToken).ConfigureAwait(false);
        foreach (var late in scene.Late)
        {
            await scene.RunLateAsync(late, cancellationToken).ConfigureAwait(false);
        }

        if (databases.All.Count == 1 && databases.All[0].Owner is null)
        {
            scene.Deviations.Add("owner, grants and settings of the database itself are not in a plain dump and were not restored");
        }
    }
}
