using System.Xml.Linq;

namespace DrDrills.Cli.Running;

/// <summary>Reads what the test host wrote down.</summary>
internal static class TrxFile
{
    private static readonly XNamespace _trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Every test of every TRX file in a folder; none where the folder is not there.</summary>
    public static IReadOnlyList<TestOutcome> ReadAll(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.trx").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<TestOutcome> Read(string file) =>
        XDocument.Load(file).Descendants(_trx + "UnitTestResult").Select(result => new TestOutcome(
            (string?)result.Attribute("testName") ?? "",
            (string?)result.Attribute("outcome") ?? "",
            (string?)result.Descendants(_trx + "Message").FirstOrDefault()));
}
