using System.IO.Compression;
using CliWrap;
using CliWrap.Buffered;
using DrDrills.Cli;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

/// <summary>The solution asks the feed before its first restore: tried on a copy of its MSBuild files with feeds in folders.</summary>
public sealed class FeedProbeTests
{
    private const string Solution = """
        Microsoft Visual Studio Solution File, Format Version 12.00
        Global
        EndGlobal

        """;

    private static readonly string[] _asked = ["Reqnroll.NUnit", "Allure.NUnit", "OCI.DotNetSDK.Common"];

    private DirectoryInfo _clone = null!;

    [SetUp]
    public void CopyMsBuildFiles()
    {
        var root = CloneRoot.Find() ?? throw new InvalidOperationException("The tests run outside of a clone.");
        _clone = Directory.CreateTempSubdirectory("drdrills feed ");
        foreach (var file in (string[])["Directory.Solution.targets", "Directory.Packages.props"])
        {
            File.Copy(Path.Combine(root.FullName, file), Path.Combine(_clone.FullName, file));
        }

        var probe = Directory.CreateDirectory(Path.Combine(_clone.FullName, "build", "feed-probe"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root.FullName, "build", "feed-probe")))
        {
            File.Copy(file, Path.Combine(probe.FullName, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(_clone.FullName, "Empty.sln"), Solution);
        Directory.CreateDirectory(Path.Combine(_clone.FullName, "feed"));
        UseSource(Path.Combine(_clone.FullName, "feed"));
    }

    [TearDown]
    public void RemoveClone() => _clone.Delete(recursive: true);

    [Test]
    public async Task A_feed_that_carries_every_package_chooses_the_real_ones()
    {
        foreach (var name in _asked) AddPackage(name);

        var (_, output) = await RestoreAsync();

        Assert.That(Answer, Does.Contain(">false</UseStandIns>"), output);
        Assert.That(output, Does.Contain("the real packages are used"));
    }

    [TestCaseSource(nameof(_asked))]
    public async Task A_feed_that_lacks_one_package_chooses_stand_ins(string lacking)
    {
        foreach (var name in _asked.Where(name => name != lacking)) AddPackage(name);

        var (_, output) = await RestoreAsync();

        Assert.That(Answer, Does.Contain(">true</UseStandIns>"), output);
        Assert.That(output, Does.Contain("the stand-ins of src/StandIns are used"));
    }

    [Test]
    public async Task A_feed_that_cannot_be_reached_is_an_error_and_no_answer()
    {
        UseSource(Path.Combine(_clone.FullName, "no-such-folder"));

        var (exitCode, output) = await RestoreAsync();

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("DR0101").And.Contain("Hint:"));
        Assert.That(Answer, Is.Null);
    }

    [TestCase("-p:UseStandIns=true")]
    [TestCase("-p:UseStandIns=false")]
    public async Task An_explicit_choice_asks_nothing_and_writes_nothing(string choice)
    {
        UseSource(Path.Combine(_clone.FullName, "no-such-folder"));

        var (_, output) = await RestoreAsync(choice);

        Assert.That(output, Does.Not.Contain("DR0101").And.Not.Contain("Asking"));
        Assert.That(Answer, Is.Null);
    }

    [Test]
    public async Task An_answer_is_kept_until_the_versions_change()
    {
        await RestoreAsync();
        var (_, again) = await RestoreAsync();
        var packages = Path.Combine(_clone.FullName, "Directory.Packages.props");
        await File.WriteAllTextAsync(packages, (await File.ReadAllTextAsync(packages)).Replace("\"3.3.4\"", "\"3.3.5\"", StringComparison.Ordinal));
        var (_, changed) = await RestoreAsync();

        Assert.That(again, Does.Not.Contain("Asking"));
        Assert.That(changed, Does.Contain("Asking the package feed for Reqnroll.NUnit 3.3.5"));
    }

    private string? Answer =>
        Path.Combine(_clone.FullName, "feed.local.props") is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    private async Task<(int ExitCode, string Output)> RestoreAsync(params string[] more)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var done = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(["restore", "Empty.sln", "-nologo", "-tl:off", "-nodeReuse:false", .. more])
            .WithWorkingDirectory(_clone.FullName)
            .WithEnvironmentVariables(variables => variables
                .Set("NUGET_PACKAGES", Path.Combine(_clone.FullName, "packages"))
                .Set("UseStandIns", null)
                .Set("RestoreConfigFile", null)
                .Set("RestoreSources", null)
                .Set("MSBUILDDISABLENODEREUSE", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(bound.Token);
        return (done.ExitCode, done.StandardOutput + done.StandardError);
    }

    private void UseSource(string source) => File.WriteAllText(
        Path.Combine(_clone.FullName, "nuget.config"),
        $"<configuration><packageSources><clear/><add key=\"only\" value=\"{source}\"/></packageSources></configuration>");

    private void AddPackage(string name)
    {
        var versions = File.ReadAllText(Path.Combine(_clone.FullName, "Directory.Packages.props"));
        var version = versions.Split($"Include=\"{name}\" Version=\"")[1].Split('"')[0];
        using var package = ZipFile.Open(Path.Combine(_clone.FullName, "feed", $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open());
        nuspec.Write($"""
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{name}</id><version>{version}</version><authors>test</authors><description>test</description></metadata>
            </package>
            """);
    }
}
