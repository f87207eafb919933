using System.Security.Cryptography;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;
using DrDrills.Reporting.Packs;
using DrDrills.Testing;

namespace DrDrills.Tests.Reporting.Packs;

/// <summary>A folder of runs, each sealed with one key; removed with it.</summary>
internal sealed class SealedRuns : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SealedRuns() => Signer = EcdsaSigner.OfPem(_key.ExportPkcs8PrivateKeyPem(), "a test");

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("drdrills-packs-");

    public EcdsaSigner Signer { get; }

    public PublicKey Key => new(Signer.PublicKeyPem);

    public ChainHeads Heads => new(new DirectoryInfo(Path.Combine(Folder.FullName, "heads")));

    /// <summary>A run with one record, a summary and a file of more than one block.</summary>
    public async Task<DirectoryInfo> AddAsync(string runId, TimeStampClient? timeStamps = null)
    {
        var run = Folder.CreateSubdirectory(runId);
        var record = EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context());
        await EvidenceJson.WriteAsync(record, run.CreateSubdirectory("evidence"), CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(run.FullName, "summary.md"), $"run {runId}: all is well\n");
        var big = new byte[RunIndexFile.BlockBytes + 100];
        new Random(7).NextBytes(big);
        await File.WriteAllBytesAsync(Path.Combine(run.FullName, "report.bin"), big);
        await new PackSeal(Heads, Signer, timeStamps).SealAsync(run, runId, CancellationToken.None);
        return run;
    }

    public Task<PackCheck> VerifyAsync(string pack) => PackVerification.VerifyAsync(pack, [Key], null, null, CancellationToken.None);

    public void Dispose()
    {
        Signer.Dispose();
        _key.Dispose();
        Folder.Delete(recursive: true);
    }
}
