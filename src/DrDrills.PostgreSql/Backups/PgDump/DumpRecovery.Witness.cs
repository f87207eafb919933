using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <content>Reading tables while the restore goes on, and what makes that count.</content>
public sealed partial class DumpRecovery
{
    /// <summary>How long sessions of the restore may take to leave; they hand over their counts when they do.</summary>
    private static readonly TimeSpan LeavingLimit = TimeSpan.FromSeconds(5);

    /// <summary>Null where nothing would be compared with it, or where its proof would not hold anyway.</summary>
    private HeadStart? HeadStartOf(IPostgresServer server, RestoreRoles roles, BackupManifest? manifest, ArchiveContents contents) =>
        manifest is not null && TableDigests.Find(manifest.DigestAlgorithm) is { } digest && MayWitness(server, roles)
            ? new HeadStart(server.Connect(DatabaseName!), digest, _options.Jobs, contents.Entries)
            : null;

    /// <summary>Only a cluster of ours that nobody else reaches, and only while the backup's statements are run by no superuser.</summary>
    private static bool MayWitness(IPostgresServer server, RestoreRoles roles) =>
        server.Description.Kind is "local" or "container" && roles.Rights.IsSuperuser && roles.OnlyAdministrator is null;

    /// <summary>Keeps the state of every table at the end of the restore, if it is worth anything as proof; see <see cref="TableState"/>.</summary>
    private async Task WitnessAsync(
        IPostgresServer server, NpgsqlDataSource restored, RestoreRoles roles, ArchiveRestore restore, CancellationToken cancellationToken)
    {
        _headStart?.RestoreEnded();
        if (!MayWitness(server, roles) || restore.RanAsSuperuser)
        {
            return;
        }

        var began = _options.TimeProvider.GetTimestamp();
        while (_options.TimeProvider.GetElapsedTime(began) < LeavingLimit)
        {
            await Autovacuum.EndAsync(restored, cancellationToken).ConfigureAwait(false);
            var session = await PinnedSession.OpenAsync(restored, null, cancellationToken).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            if (!await TableState.AreExactAsync(session, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            if (await TableState.OthersAsync(session, cancellationToken).ConfigureAwait(false) == 0)
            {
                _witness = new DumpWitness(
                    await TableState.ReadAsync(session, cancellationToken).ConfigureAwait(false),
                    _headStart?.Digests ?? Task.FromResult<IReadOnlyList<EarlyDigest>>([]),
                    _headStart?.Algorithm);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndHeadStartAsync()
    {
        if (_headStart is not null)
        {
            await _headStart.DisposeAsync().ConfigureAwait(false);
            _headStart = null;
        }
    }
}
