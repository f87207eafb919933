using CliWrap;
using CliWrap.Buffered;
using DrDrills.Tests.Tools;

namespace DrDrills.Tests.OciSimulator;

/// <summary>The official OCI SDK for TypeScript, installed once below <c>.tools</c> from its lock file.</summary>
internal static class ContractSdk
{
    public static string Sources => Repository.File("fixtures/oci-simulator/contract");

    public static string Folder => Repository.File(".tools/oci-contract");

    public static async Task InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var name in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(Sources, name), Path.Combine(Folder, name), overwrite: true);
        }

        await NodePackages.InstallAsync(Folder);
    }

    /// <summary>Runs one file of tests.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="description">The file that describes the tenancy.</param>
    /// <param name="cancellationToken">Ends Node.js.</param>
    /// <returns>The exit code, and what Node.js said.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string file, string description, CancellationToken cancellationToken)
    {
        var run = await CliWrap.Cli.Wrap("node")
            .WithArguments(["--test", "--test-reporter=spec", Path.Combine(Sources, file)])
            .WithEnvironmentVariables(variables => variables
                .Set("DRDRILLS_OCI_SDK", Folder)
                .Set("DRDRILLS_OCI_CONTRACT", description)
                .Set("NODE_TEST_CONTEXT", null))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        return (run.ExitCode, run.StandardOutput + run.StandardError);
    }
}
