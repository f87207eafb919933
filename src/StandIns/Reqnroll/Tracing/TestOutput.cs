using System.Globalization;
using NUnit.Framework;

namespace Reqnroll.Tracing;

/// <summary>The output of the running NUnit test: lines of the scenario as they are, lines of the tool behind an arrow.</summary>
internal sealed class TestOutput : IReqnrollOutputHelper
{
    public void WriteLine(string message) => TestContext.Out.WriteLine(message);

    public void WriteLine(string format, params object[] args) =>
        WriteLine(string.Format(CultureInfo.CurrentCulture, format, args));

    public void AddAttachment(string filePath)
    {
        try
        {
            TestContext.AddTestAttachment(filePath);
        }
        catch (FileNotFoundException)
        {
            WriteToolLine($"Attachment '{filePath}' added (not forwarded to the test runner).");
        }
    }

    public void WriteToolLine(string message) => TestContext.Out.WriteLine($"-> {message}");
}
