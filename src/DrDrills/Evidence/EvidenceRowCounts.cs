using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>Rows by table, for later checks of the same source to be held against; counts and names, never values.</summary>
/// <param name="System">The source's name in <c>drdrills.json</c>.</param>
/// <param name="Server">PostgreSQL's system identifier of the source, and the database.</param>
/// <param name="Place">Where its backups lie, and the database's name.</param>
/// <param name="Tables">Every ordinary table; partitions count as their table.</param>
public sealed record EvidenceRowCounts(
    Stated<string> System, Stated<string> Server, string Place, IReadOnlyList<CountedTable> Tables)
{
    internal static Stated<EvidenceRowCounts> Of(DrillRun run, EvidenceContext context) =>
        run.Verifications.Select(outcome => outcome.Rows).FirstOrDefault(rows => rows is not null) is { } rows
            ? Stated.Of(new EvidenceRowCounts(
                Stated.OrNotRecorded(context.NamedSystem, "Nobody named the system."),
                Stated.OrNotMeasured(rows.Source.Server, "The backup does not say which server it is of."),
                rows.Source.Place,
                rows.Tables))
            : Stated.NotMeasured<EvidenceRowCounts>("No verification counted rows.");

    internal RowCounts Counts => new(
        new SourceNames(System.IsStated ? System.Value : null, Server.IsStated ? Server.Value : null, Place), Tables);
}
