using DrDrills.Errors;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Errors;

public sealed class ExitCodeTests
{
    [Test]
    public void Table_as_reviewed() => GoldenFile.Verify(
        string.Concat(Enum.GetValues<ExitCode>().Order().Select(code => $"{(int)code} {code}\n")), "txt");
}
