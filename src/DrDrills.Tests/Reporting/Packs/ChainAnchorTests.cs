using DrDrills.Errors;
using DrDrills.Reporting.Packs;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Packs;

/// <summary>Heads of chains that were kept elsewhere find out what the runs alone do not show.</summary>
public sealed class ChainAnchorTests
{
    private SealedRuns _runs = null!;
    private AnchorFile _anchor = null!;

    [SetUp]
    public async Task SealTwoRuns()
    {
        _runs = new SealedRuns();
        _anchor = new AnchorFile(new FileInfo(Path.Combine(_runs.Folder.FullName, "elsewhere", "heads")));
        foreach (var run in new[] { "run-1", "run-2" })
        {
            await _runs.AddAsync(run);
            await _anchor.AddAsync(_runs.Heads.Read("bharatmart")!, CancellationToken.None);
        }
    }

    [TearDown]
    public void Remove() => _runs.Dispose();

    [Test]
    public async Task A_run_whose_head_is_kept_holds()
    {
        var check = await VerifyAsync("run-2");

        Assert.That(check.Flaws, Is.Empty);
        Assert.That(check.Holds, Has.Some.EqualTo("number 2 of the chain of 'bharatmart' is anchored as this run"));
    }

    [Test]
    public async Task A_run_made_anew_under_its_old_name_is_found()
    {
        using var other = new SealedRuns();
        var again = await other.AddAsync("run-1");
        await File.AppendAllTextAsync(Path.Combine(again.FullName, "summary.md"), "nicer\n");
        await new PackSeal(other.Heads, _runs.Signer).SealAsync(again, "run-1", CancellationToken.None);

        var check = await PackVerification.VerifyAsync(again.FullName, [_runs.Key], null, await _anchor.ReadAsync(CancellationToken.None), CancellationToken.None);

        Assert.That(check.Flaws, Has.Count.EqualTo(1).And.Some.StartsWith("number 1 of the chain of 'bharatmart': index "));
    }

    [Test]
    public async Task A_chain_that_was_begun_anew_is_found()
    {
        using var other = new SealedRuns();
        var run = await other.AddAsync("run-9");
        await new PackSeal(other.Heads, _runs.Signer).SealAsync(run, "run-9", CancellationToken.None);

        var check = await PackVerification.VerifyAsync(run.FullName, [_runs.Key], null, await _anchor.ReadAsync(CancellationToken.None), CancellationToken.None);

        Assert.That(check.Flaws, Is.EqualTo(new[] { "number 1 of the chain of 'bharatmart': run 'run-1' is anchored under it; observed 'run-9'" }));
    }

    [Test]
    public async Task A_newest_run_that_was_taken_away_is_said()
    {
        Directory.Delete(Path.Combine(_runs.Folder.FullName, "run-2"), recursive: true);

        Assert.That((await VerifyAsync("run-1")).NotChecked, Has.Some.StartsWith("run 'run-2', the newest that is anchored for 'bharatmart' (number 2)"));
    }

    [Test]
    public async Task Without_a_place_it_stays_open()
    {
        var check = await _runs.VerifyAsync(Path.Combine(_runs.Folder.FullName, "run-2"));

        Assert.That(check.NotChecked, Has.Some.StartsWith("heads of chains kept elsewhere"));
    }

    [Test]
    public async Task The_same_head_is_kept_once()
    {
        await _anchor.AddAsync(_runs.Heads.Read("bharatmart")!, CancellationToken.None);

        Assert.That(await _anchor.ReadAsync(CancellationToken.None), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_file_that_holds_something_else_is_not_passed_over()
    {
        await File.WriteAllTextAsync(_anchor.Location, "1 run-1 abc bharatmart\n");

        Assert.That(
            () => _anchor.ReadAsync(CancellationToken.None), Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5117"));
    }

    private async Task<PackCheck> VerifyAsync(string run) => await PackVerification.VerifyAsync(
        Path.Combine(_runs.Folder.FullName, run), [_runs.Key], null, await _anchor.ReadAsync(CancellationToken.None), CancellationToken.None);
}
