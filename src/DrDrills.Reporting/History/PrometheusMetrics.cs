using System.Globalization;
using System.Text;

namespace DrDrills.Reporting.History;

/// <summary>The state of all drills as Prometheus text (exposition format 0.0.4), for a text-file collector.</summary>
public static class PrometheusMetrics
{
    /// <summary>The file's name in the folder of runs.</summary>
    public const string FileName = "drdrills.prom";

    /// <summary>Formats the metrics; what was never measured has no line.</summary>
    public static string Format(IReadOnlyList<DrillHistory> drills)
    {
        ArgumentNullException.ThrowIfNull(drills);
        var text = new StringBuilder();
        Metric(text, drills, "drdrills_last_run_timestamp_seconds", "End of the last run of the drill.", drill => drill.LastRun.ToUnixTimeSeconds());
        Metric(text, drills, "drdrills_last_passed_timestamp_seconds", "End of the last run of the drill that passed.", drill => drill.LastPassed?.ToUnixTimeSeconds());
        Metric(text, drills, "drdrills_last_run_passed", "Whether the last run passed (1) or not (0).", drill => drill.Points[^1].AsItShouldBe ? 1 : 0);
        Metric(text, drills, "drdrills_recovery_time_seconds", "Recovery time of the last run that measured one.", drill => drill.Points.LastOrDefault(point => point.RecoverySeconds is not null)?.RecoverySeconds);
        Metric(text, drills, "drdrills_recovery_time_objective_seconds", "Objective for the recovery time.", drill => drill.ObjectiveSeconds);
        Metric(text, drills, "drdrills_data_loss_seconds", "Data-loss window of the last run that measured one.", drill => drill.Points.LastOrDefault(point => point.LossSeconds is not null)?.LossSeconds);
        Metric(text, drills, "drdrills_backup_size_bytes", "Size of the backup of the last run.", drill => drill.Points.LastOrDefault(point => point.SizeBytes is not null)?.SizeBytes);
        return text.ToString();
    }

    private static void Metric(StringBuilder text, IReadOnlyList<DrillHistory> drills, string name, string help, Func<DrillHistory, double?> figure)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n').Append("# TYPE ").Append(name).Append(" gauge\n");
        foreach (var (drill, value) in drills.Select(drill => (drill, figure(drill))).Where(pair => pair.Item2 is not null))
        {
            text.Append(name)
                .Append("{system=\"").Append(Label(drill.System))
                .Append("\",drill=\"").Append(Label(drill.DrillId))
                .Append("\",evidence_class=\"").Append(Label(drill.EvidenceClass))
                .Append("\"} ").Append(value!.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    private static string Label(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
