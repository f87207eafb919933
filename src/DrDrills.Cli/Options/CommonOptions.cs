using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DrDrills.Objectives;

namespace DrDrills.Cli.Options;

/// <summary>Options that several verbs share, and the ways their values are read.</summary>
internal static class CommonOptions
{
    private const string AllowEgressVariable = "DRDRILLS_ALLOW_EGRESS";

    /// <summary>An option whose text is read by <paramref name="parse"/>; a <see cref="FormatException"/> is a usage mistake.</summary>
    public static Option<T?> Parsed<T>(string name, string description, string helpName, Func<string, T> parse)
        where T : class => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result => Read(result, name, parse),
        };

    /// <summary>A duration such as <c>15 minutes</c>.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="whyNotZero">What is wrong with zero, or null where zero is meant.</param>
    public static Option<TimeSpan?> Duration(string name, string description, string? whyNotZero = null) => new(name)
    {
        Description = description + " Written like '15 minutes', '1h 30m', '90s' or 'PT15M'.",
        HelpName = "duration",
        CustomParser = result =>
        {
            if (DurationText.TryParse(result.Tokens[0].Value, out var duration) && (duration > TimeSpan.Zero || whyNotZero is null))
            {
                return duration;
            }

            if (duration == TimeSpan.Zero && whyNotZero is not null && DurationText.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"{name} is zero; {whyNotZero}");
                return null;
            }

            result.AddError($"{name} '{result.Tokens[0].Value}' is not a duration; write it like '15 minutes', '1h 30m', '90s' or 'PT15M'.");
            return null;
        },
    };

    /// <summary>A whole number between two others, both allowed.</summary>
    public static Option<int> Number(string name, string description, int least, int greatest, int defaultValue) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest)
            {
                return number;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; expected a whole number from {least} to {greatest}."));
            return defaultValue;
        },
    };

    /// <summary>Whether copies may be restored where nothing proves them cut off; asked for by word or by environment, never by default.</summary>
    public static Option<bool> AllowEgress() => new("--allow-egress")
    {
        Description = "Restore even where nothing proves that the copy cannot reach the network; the record says so. Default: $"
            + $"{AllowEgressVariable}, else the drill ends inconclusive before the restore.",
        DefaultValueFactory = result =>
        {
            var given = Environment.GetEnvironmentVariable(AllowEgressVariable);
            if (!bool.TryParse(given, out var allowed) && !string.IsNullOrWhiteSpace(given))
            {
                result.AddError($"{AllowEgressVariable} is '{given}'; expected true or false.");
            }

            return allowed;
        },
    };

    /// <summary>One of a few words.</summary>
    public static Option<string> OneOf(string name, string description, string defaultValue, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} One of {string.Join(", ", words)}.",
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (!words.Contains(value, StringComparer.Ordinal))
            {
                result.AddError($"{name} is '{value}'; expected one of {string.Join(", ", words)}.");
            }
        });
        return option;
    }

    private static T? Read<T>(ArgumentResult result, string name, Func<string, T> parse)
        where T : class
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"{name}: {e.Message}");
            return null;
        }
    }
}
