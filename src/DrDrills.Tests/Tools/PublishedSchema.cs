using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using DrDrills.Backups;
using DrDrills.Testing;

namespace DrDrills.Tests.Tools;

/// <summary>A published JSON Schema, asked through a real validator (ajv, draft 2020-12) under Node.js.</summary>
internal sealed class PublishedSchema
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ValidationLimit = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim OneInstall = new(1, 1);
    private readonly string _path;

    private PublishedSchema(string path) => _path = path;

    public static PublishedSchema Evidence => new(Repository.File("reports/templates/schemas/drdrills.evidence.v1.schema.json"));

    public static PublishedSchema Manifest => new(Repository.File("reports/templates/schemas/drdrills.manifest.v1.schema.json"));

    public static PublishedSchema Run => new(Repository.File("reports/templates/schemas/drdrills.run.v1.schema.json"));

    private static string Folder => Repository.File("src/DrDrills.Tests/Tools/JsonSchema");

    /// <summary>What is wrong with a document; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> MistakesAsync(string document)
    {
        Needs.Node();
        await InstallAsync();
        using var limit = new CancellationTokenSource(ValidationLimit);
        var run = await CliWrap.Cli.Wrap("node")
            .WithArguments([Path.Combine(Folder, "validate.mjs"), _path])
            .WithStandardInputPipe(PipeSource.FromString(document))
            .ExecuteBufferedAsync(limit.Token);
        return JsonSerializer.Deserialize<List<string>>(run.StandardOutput)!;
    }

    /// <summary>Installs the validator from its lock file, once per lock file.</summary>
    private static async Task InstallAsync()
    {
        var modules = Path.Combine(Folder, "node_modules");
        var marker = Path.Combine(modules, ".installed-lock");
        using var limit = new CancellationTokenSource(InstallLimit);
        var wanted = (await Sha256Digest.OfFileAsync(Path.Combine(Folder, "package-lock.json"), limit.Token)).Hex;
        await OneInstall.WaitAsync(limit.Token);
        try
        {
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker, limit.Token) == wanted)
            {
                return;
            }

            await CliWrap.Cli.Wrap("npm")
                .WithArguments(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .WithWorkingDirectory(Folder)
                .ExecuteBufferedAsync(limit.Token);
            await File.WriteAllTextAsync(marker, wanted, limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'npm ci' in '{Folder}' did not end within {InstallLimit.TotalMinutes} minutes.", e);
        }
        finally
        {
            OneInstall.Release();
        }
    }
}
