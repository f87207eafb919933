using BharatMart;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Steps;

/// <summary>All that one scenario knows.</summary>
public sealed class DrillWorld
{
    /// <summary>The system under drill.</summary>
    public string System { get; set; } = "bharatmart";

    /// <summary>Name and connections of the scenario's own live database.</summary>
    public string LiveDatabase { get; set; } = "";

    public DrillObjectives Objectives { get; set; } = DrillObjectives.None;

    /// <summary>Questions of the scenario's own to the restored data.</summary>
    public IReadOnlyList<SqlCheck> Checks { get; set; } = [];

    /// <summary>The folder with the scenario's backups.</summary>
    public DirectoryInfo? Backups { get; set; }

    /// <summary>The folder that the live server archives its log to, where the scenario uses it.</summary>
    public DirectoryInfo? LogArchive { get; set; }

    /// <summary>What the live database held just before the incident, where a moment in the log is recovered to.</summary>
    public BackupManifest? HeldBeforeIncident { get; set; }

    public Incident? Incident { get; set; }

    public List<OrderReceipt> OrdersBefore { get; } = [];

    public List<OrderReceipt> OrdersAfter { get; } = [];

    /// <summary>What was done to the backup, for a negative control.</summary>
    public string? Damage { get; set; }

    /// <summary>What the damage was done to, as the findings must name it.</summary>
    public string? DamagedSubject { get; set; }

    /// <summary>Name of a log segment that was taken away.</summary>
    public string? MissingSegment { get; set; }

    public DrillRun? Run { get; set; }

    /// <summary>Code of the finding that this damage must show as; said where the damage is done, before any drill runs.</summary>
    public IReadOnlyList<string> ExpectedRed { get; set; } = [];

    public EvidenceRecord? Evidence { get; set; }

    public DrillRun FinishedRun => Run ?? throw new InvalidOperationException("no drill was run in this scenario yet");
}
