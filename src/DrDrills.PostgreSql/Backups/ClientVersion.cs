using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups;

/// <summary>The version that a PostgreSQL program gives itself.</summary>
/// <param name="Text">Such as <c>15.18</c>.</param>
internal sealed partial record ClientVersion(string Text)
{
    /// <summary>The first number.</summary>
    public int Major => int.Parse(LeadingDigits().Match(Text).Value, CultureInfo.InvariantCulture);

    public static async Task<ClientVersion> AskAsync(IPostgresTools tools, string program, CancellationToken cancellationToken)
    {
        var outcome = await tools.RunAsync(
            new ToolInvocation(program, ["--version"]) { Limit = TimeSpan.FromSeconds(30) }, cancellationToken).ConfigureAwait(false);
        var match = Number().Match(outcome.Output);
        return new ClientVersion(match.Success ? match.Value : "0");
    }

    [GeneratedRegex(@"\d+(\.\d+)?\w*")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingDigits();
}
