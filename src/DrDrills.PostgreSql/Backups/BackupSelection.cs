using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Which backup of a source a recovery uses.</summary>
public sealed record BackupSelection
{
    private enum Kind
    {
        Newest,
        NewestBeforeIncident,
        Named,
    }

    private readonly Kind _kind;
    private readonly string _id;
    private readonly string? _how;

    private BackupSelection(Kind kind, string id, string? how = null)
    {
        _kind = kind;
        _id = id;
        _how = how;
    }

    /// <summary>The newest, whenever the incident was.</summary>
    public static BackupSelection Newest { get; } = new(Kind.Newest, "");

    /// <summary>The newest whose snapshot is before the incident.</summary>
    public static BackupSelection NewestBeforeIncident { get; } = new(Kind.NewestBeforeIncident, "");

    /// <summary>The one of that name.</summary>
    public static BackupSelection ById(string id) => new(Kind.Named, id);

    /// <summary>One that was chosen before; how it was chosen is kept.</summary>
    public static BackupSelection Of(BackupDescriptor chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        return new BackupSelection(Kind.Named, chosen.Id.Value, chosen.Selection == BackupDescriptor.NamedByCaller ? null : chosen.Selection);
    }

    /// <summary>Lists a source and chooses.</summary>
    /// <exception cref="BackupNotFoundException">None fits; the message lists what is there.</exception>
    public async Task<BackupDescriptor> ChooseAsync(
        IBackupSource source, Incident incident, Func<BackupFormat, bool> usable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(usable);
        var all = await source.ListAsync(cancellationToken).ConfigureAwait(false);
        var fitting = all.Where(backup => usable(backup.Format)).ToList();
        var chosen = _kind switch
        {
            Kind.Named => fitting.Find(backup => backup.Id.Value == _id),
            // A backup of unknown age is taken only where it is the only one: nothing says that it is older than the incident.
            Kind.NewestBeforeIncident => fitting.Find(backup => backup.TakenAt <= incident.At)
                ?? (all.Count == 1 ? fitting.Find(backup => backup.TakenAt is null) : null),
            _ => fitting.FirstOrDefault(),
        };
        var what = _kind switch
        {
            Kind.Named => $"named '{_id}'",
            Kind.NewestBeforeIncident => $"newest before the incident ({incident.At:yyyy-MM-dd HH:mm:ss}Z)",
            _ => "newest",
        };
        return chosen is null
            ? throw new BackupNotFoundException(
                _kind == Kind.Named ? "DR1104" : "DR1103",
                source.Location,
                $"None of the {all.Count} backups in '{source.Location}' fits '{what}'.",
                "was the backup taken before the incident, and is it of a kind that this recovery restores?",
                string.Join('\n', all.Select(backup =>
                    $"{backup.Id}: {backup.Format}, {(backup.TakenAt is { } at ? $"taken {at:yyyy-MM-dd HH:mm:ss}Z" : "age unknown")}")))
            : chosen with { Selection = _how ?? $"{what}, of {all.Count}" };
    }
}
