using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Tools;

public sealed class ProgramLinkTests
{
    [Test]
    public void A_link_to_a_program_whose_package_was_removed_does_not_count()
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-links-");
        try
        {
            var program = Path.Combine(folder.FullName, "postgres");
            File.WriteAllText(program, "");
            var whole = File.CreateSymbolicLink(Path.Combine(folder.FullName, "whole"), program).FullName;
            var dangling = File.CreateSymbolicLink(Path.Combine(folder.FullName, "dangling"), program + "-gone").FullName;

            Assert.That(new[] { program, whole, dangling, program + "-gone" }.Select(HostTools.IsThere), Is.EqualTo(new[] { true, true, false, false }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
