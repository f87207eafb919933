using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CliWrap;
using NUnit.Framework;

namespace DrDrills.Tests.OciSimulator;

public sealed partial class ProgramTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task The_program_serves_the_same_tenancy_again_after_it_was_ended(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-oci-program-");
        try
        {
            var first = await RunAsync(folder, cancellationToken);
            var second = await RunAsync(folder, cancellationToken);

            Assert.That(second, Is.EqualTo(first));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Starts the program, asks it for its tenancy as its own configuration file says, and ends it as Ctrl+C does.</summary>
    private static async Task<string> RunAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        using var interrupt = new CancellationTokenSource();
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var endpoint = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new StringBuilder();
        var run = CliWrap.Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "OciSimulator.dll"), "--folder", folder.FullName])
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line =>
            {
                output.AppendLine(line);
                if (MumbaiLine().Match(line) is { Success: true } match)
                {
                    endpoint.TrySetResult(new Uri(match.Groups[1].Value));
                }
            }))
            .ExecuteAsync(kill.Token, interrupt.Token);
        var ended = run.Task.ContinueWith(_ => endpoint.TrySetException(new InvalidOperationException($"It ended: {output}")), TaskScheduler.Default);

        var config = (await endpoint.Task.ContinueWith(_ => File.ReadAllLines(Path.Combine(folder.FullName, "config")), TaskScheduler.Default))
            .Where(line => line.Contains('=', StringComparison.Ordinal))
            .ToDictionary(line => line.Split('=')[0], line => line.Split('=')[1]);
        using var key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(config["key_file"], cancellationToken));
        using var client = new OciClient(await endpoint.Task, new RequestSigner($"{config["tenancy"]}/{config["user"]}/{config["fingerprint"]}", key));
        var tenancy = await client.GetAsync($"/20160918/tenancies/{config["tenancy"]}");
        await interrupt.CancelAsync();
        try
        {
            await run;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        await ended;
        return tenancy["id"];
    }

    [GeneratedRegex(@"ap-mumbai-1 at (http://\S+)")]
    private static partial Regex MumbaiLine();
}
