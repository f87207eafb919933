using System.Globalization;
using DrDrills.Drills;

namespace DrDrills.Oci.Tenancy;

/// <summary>Free-form tags that everything made by a run carries: by them it is known, swept, and told apart from production.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Expires">UTC instant after which the resource is a leftover whoever made it; whole seconds.</param>
/// <param name="Maker">The process that made it; null where its tag cannot be read.</param>
public sealed record RunTags(string RunId, DateTimeOffset Expires, RunProcess? Maker)
{
    /// <summary>Key of the tag with the run.</summary>
    public const string RunKey = "drdrills-run";

    /// <summary>Key of the tag with the end of life, ISO 8601 in UTC.</summary>
    public const string ExpiresKey = "drdrills-expires";

    /// <summary>Key of the tag with the process.</summary>
    public const string MakerKey = "drdrills-maker";

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Tags of what this process makes from now on.</summary>
    public static RunTags Begin(string runId, TimeSpan timeToLive, TimeProvider clock) =>
        new(runId, clock.GetUtcNow() + timeToLive, RunProcess.ThisProcess);

    /// <summary>Reads the tags of a resource; null where it carries no run, and so is none of ours.</summary>
    /// <remarks>A resource of ours whose end of life cannot be read never expires by itself: <see cref="Expires"/> is the end of time.</remarks>
    public static RunTags? Read(IReadOnlyDictionary<string, string>? freeformTags)
    {
        if (freeformTags is null || !freeformTags.TryGetValue(RunKey, out var runId) || string.IsNullOrWhiteSpace(runId))
        {
            return null;
        }

        var expires = DateTimeOffset.TryParseExact(
            freeformTags.GetValueOrDefault(ExpiresKey), Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : DateTimeOffset.MaxValue;
        return new RunTags(runId, expires, RunProcess.Parse(freeformTags.GetValueOrDefault(MakerKey)));
    }

    /// <inheritdoc cref="Read(IReadOnlyDictionary{string, string}?)"/>
    public static RunTags? Read(Dictionary<string, string>? freeformTags) => Read((IReadOnlyDictionary<string, string>?)freeformTags);

    /// <summary>As a request takes them.</summary>
    /// <returns>A new dictionary each time.</returns>
    public Dictionary<string, string> ToFreeformTags()
    {
        var tags = new Dictionary<string, string>
        {
            [RunKey] = RunId,
            [ExpiresKey] = Expires.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
        };
        if (Maker is not null)
        {
            tags[MakerKey] = Maker.ToString();
        }

        return tags;
    }

    /// <summary>
    /// Why the resource is a leftover, or null where it may still be in use: its maker is gone from this machine, or its time is over and
    /// its maker does not run here.
    /// </summary>
    public string? LeftoverBecause(DateTimeOffset now) => Maker?.IsAlive() switch
    {
        true => null,
        false => "the process that made it is gone",
        null when Expires <= now => string.Create(CultureInfo.InvariantCulture, $"its time to live ended at {Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        null => null,
    };
}
