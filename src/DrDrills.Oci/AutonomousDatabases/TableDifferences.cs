using System.Globalization;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>What differs between two readings of tables: one finding for each table.</summary>
internal static class TableDifferences
{
    public static IReadOnlyList<Finding> Between(
        IReadOnlyList<ManifestTable> expected, IReadOnlyList<ManifestTable> observed, string here, string there)
    {
        var came = observed.ToDictionary(table => (table.Schema, table.Name));
        var findings = new List<Finding>();
        foreach (var table in expected)
        {
            if (!came.Remove((table.Schema, table.Name), out var now))
            {
                findings.Add(Of("DRF535", table, Rows(table), "no such table", $"The table of {here} is not in {there}."));
            }
            else if (now.Rows != table.Rows)
            {
                findings.Add(Of("DRF537", table, Rows(table), Rows(now), $"The table has not as many rows in {there} as in {here}."));
            }
            else if (!string.Equals(now.Digest, table.Digest, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(Of("DRF538", table, $"digest {table.Digest}", $"digest {now.Digest}", $"The table has as many rows in {there} as in {here}, but not the same."));
            }
        }

        findings.AddRange(came.Values.Select(table => Of("DRF536", table, "no such table", Rows(table), $"The table of {there} is not in {here}.")));
        return [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal)];
    }

    private static string Rows(ManifestTable table) => string.Create(CultureInfo.InvariantCulture, $"{table.Rows} rows");

    private static Finding Of(string code, ManifestTable table, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"table {table.Schema}.{table.Name}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
