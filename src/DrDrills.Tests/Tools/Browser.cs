using System.Text.Json;
using CliWrap.Buffered;
using DrDrills.Testing;

namespace DrDrills.Tests.Tools;

/// <summary>A real browser (headless Chromium) with axe in it.</summary>
internal static class Browser
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(3);

    /// <summary>Looks at a page in light, dark and at twice the size.</summary>
    /// <param name="page">The file.</param>
    /// <param name="rules">Whether axe looks too; it takes minutes over very long pages.</param>
    public static async Task<Look> LookAsync(string page, bool rules = true)
    {
        Needs.Node();
        Needs.Require(Needs.OnPath("chromium") is not null, "Chromium", "apt-get install chromium");
        var folder = Repository.File("src/DrDrills.Tests/Tools/Browser");
        await NodePackages.InstallAsync(folder);
        using var limit = new CancellationTokenSource(_limit);
        var run = await CliWrap.Cli.Wrap("node")
            .WithArguments([Path.Combine(folder, "look.mjs"), page, Needs.OnPath("chromium")!, rules ? "rules" : "load"])
            .ExecuteBufferedAsync(limit.Token);
        return JsonSerializer.Deserialize<Look>(run.StandardOutput, JsonSerializerOptions.Web)!;
    }

    /// <summary>What was seen.</summary>
    /// <param name="Violations">Of WCAG 2.2 AA and axe's best practices.</param>
    /// <param name="Requests">Addresses that the page asked for, itself left out.</param>
    /// <param name="DrawnMs">The shortest time from asking for it until it was on the screen, of three, in milliseconds.</param>
    internal sealed record Look(IReadOnlyList<string> Violations, IReadOnlyList<string> Requests, double DrawnMs);
}
