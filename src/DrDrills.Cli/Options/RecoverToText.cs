using System.Globalization;
using DrDrills.PostgreSql.Backups.BaseBackup;

namespace DrDrills.Cli.Options;

/// <summary><c>--recover-to</c>: the server's own kinds of recovery target, and the moment before a damage.</summary>
internal static class RecoverToText
{
    private const string BeforeDamage = "before-damage";

    /// <summary>Reads a recovery target.</summary>
    /// <exception cref="FormatException">It is none; the message says how one is written.</exception>
    public static RecoveryTarget Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is not [BeforeDamage, ..])
        {
            return RecoveryTarget.Parse(text);
        }

        return words is [_, var table, var instant]
            && table.Split('.') is [{ Length: > 0 }, { Length: > 0 }]
            && instant.EndsWith('Z')
            && DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? RecoveryTarget.BeforeDamage(table, at)
            : throw new FormatException($"'{text}' is not a damage; write it like 'before-damage public.orders 2026-08-01T03:00:00Z' (UTC).");
    }
}
