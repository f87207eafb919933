using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;

namespace StandIns.Tests.Reqnroll;

/// <summary>Where the feed carries the real package, its build is left alone: our targets are read after the package's, and the last one wins.</summary>
public sealed class RealPackageTests
{
    [TestCase("ProcessReqnrollFeatureFilesInProject")]
    [TestCase("GenerateReqnrollAssemblyHooks")]
    public async Task A_target_of_the_real_package_is_not_replaced(string target)
    {
        var folder = Directory.CreateTempSubdirectory("standins-");
        try
        {
            var project = Path.Combine(folder.FullName, "Real.proj");
            await File.WriteAllTextAsync(project, $"""
                <Project>
                  <Target Name="{target}"><Message Importance="high" Text="said by the package" /></Target>
                  <Import Project="{Path.Combine(StandIns(), "StandIns.targets")}" />
                </Project>
                """);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));

            var build = await Cli.Wrap("dotnet")
                .WithArguments(["msbuild", project, $"-t:{target}", "-p:UseStandIns=false", "-nologo", "-tl:off", "-nodeReuse:false"])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(limit.Token);

            Assert.That(build.StandardOutput, Does.Contain("said by the package"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string StandIns()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("not in the repository"), "src", "StandIns");
    }
}
