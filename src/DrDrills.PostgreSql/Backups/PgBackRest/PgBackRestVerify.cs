using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>
/// Asks <c>pgbackrest verify</c> before anything is restored: it reads the repository's files and compares each with the checksum it had when it
/// was taken, so all damage of a backup is named at once.
/// </summary>
/// <remarks>
/// It ends with 0 whatever it finds: what it says counts, not its exit code. Where its version can verify one backup with the log that this needs,
/// it is asked for that, else for the whole stanza. Damage of files that the backup does not need is told as a deviation.
/// </remarks>
/// <param name="program">Reads the repository.</param>
/// <param name="backup">The backup that is to be restored.</param>
/// <param name="others">Backups of the stanza that the restore does not read.</param>
internal sealed partial class PgBackRestVerify(PgBackRestProgram program, BackupDescriptor backup, IReadOnlyCollection<string> others)
{
    private const string Valid = "valid";

    /// <summary>Files named in one sentence.</summary>
    private const int MostNamed = 5;

    /// <summary>Files named in an error's details.</summary>
    private const int MostTold = 1000;

    /// <summary>Asks.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is to be said beside the verdict: damage elsewhere in the repository, backups that were read though they are not needed.</returns>
    /// <exception cref="BackupUnreadableException">A file of this backup is damaged or missing (<c>DR1342</c>).</exception>
    /// <exception cref="VerificationImpossibleException">Something of this machine is in the way (<c>DR4135</c>).</exception>
    public async Task<IReadOnlyList<string>> AskAsync(CancellationToken cancellationToken)
    {
        var alone = await PgBackRestProgram.KnowsAsync("verify", "--set", cancellationToken).ConfigureAwait(false);
        List<Complaint> complaints = [];
        Dictionary<string, string> statuses = [];
        var outcome = await program.RunAsync(
            "verify",
            [
                .. alone ? [$"--set={backup.Id}"] : Array.Empty<string>(), "--output=text", "--verbose", "--log-level-console=info",
                string.Create(CultureInfo.InvariantCulture, $"--process-max={PgBackRestProgram.Processes}"),
            ],
            cancellationToken,
            PgBackRestProgram.LongestTransfer,
            line => Note(line, complaints, statuses)).ConfigureAwait(false);
        if (PgBackRestDamage.IsOurSide(outcome))
        {
            throw PgBackRestDamage.CouldNotBring($"backup '{backup.Id}'", PgBackRestSource.FirstError(outcome), outcome);
        }

        if (outcome.ExitCode != 0 || !statuses.TryGetValue(backup.Id.Value, out var own))
        {
            return [$"pgbackrest verify told nothing of backup '{backup.Id}' ({PgBackRestSource.FirstError(outcome)}); its restore compares the files that it brings"];
        }

        if (own != Valid)
        {
            throw PgBackRestDamage.Of(
                backup,
                await NeededAsync(complaints, cancellationToken).ConfigureAwait(false),
                string.Join('\n', complaints.Take(MostTold).Select(complaint => complaint.ToString()).Prepend(outcome.Errors).Where(line => line.Length > 0)));
        }

        return [
            .. Elsewhere(complaints, statuses.Where(told => told.Value != Valid).Select(told => told.Key)),
            .. alone || others.Count == 0 ? [] : new[]
            {
                $"pgbackrest verify of this version reads all backups of a stanza: stage 'fetch' read {others.Count} that this restore does not need",
            },
        ];
    }

    private static void Note(string line, List<Complaint> complaints, Dictionary<string, string> statuses)
    {
        if (Complaint.Of(line) is { } complaint)
        {
            complaints.Add(complaint);
        }
        else if (Status().Match(line) is { Success: true } told)
        {
            statuses[told.Groups["label"].Value] = told.Groups["status"].Value;
        }
    }

    /// <summary>The damaged files that this backup needs, as its manifest calls them.</summary>
    private async Task<IReadOnlyList<string>> NeededAsync(IReadOnlyCollection<Complaint> complaints, CancellationToken cancellationToken)
    {
        var stanza = Path.GetDirectoryName(backup.Location)!;
        var manifest = await ManifestAsync(Path.GetFileName(stanza), cancellationToken).ConfigureAwait(false);
        var of = complaints.ToLookup(complaint => complaint.Path, complaint => complaint.How);
        List<string> named = [];
        foreach (var file in PgBackRestFile.Of(manifest).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var keeper = $"{file.Reference ?? backup.Id.Value}/";
            if (of[keeper + file.Path].FirstOrDefault() is { } how)
            {
                named.Add(file.Bundle is null ? $"'{file.Name}' ({how})" : $"'{file.Name}' in '{keeper}{file.Place}' ({how})");
            }
            else if (file.Bundle is not null && of[keeper + file.Place].FirstOrDefault() is { } bundle
                && (file.KeptChecksum is null || await file.ChecksumInAsync(Path.Combine(stanza, keeper, file.Place), cancellationToken).ConfigureAwait(false) != file.KeptChecksum))
            {
                // Later versions name the bundle and not which of its files.
                named.Add($"'{file.Name}' in '{keeper}{file.Place}' ({bundle})");
            }
        }

        // Where its list cannot be read, or calls none of them so, they are told as pgBackRest does.
        return named.Count > 0 ? named : [.. complaints.Where(complaint => complaint.Path.StartsWith(backup.Id + "/", StringComparison.Ordinal))
            .Select(complaint => $"'{complaint.Path}' ({complaint.How})")];
    }

    /// <summary>The backup's own list of its files, of which the repository keeps two; empty where neither can be read.</summary>
    private async Task<string> ManifestAsync(string stanza, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { "backup.manifest", "backup.manifest.copy" })
        {
            var outcome = await program.RunAsync("repo-get", [$"backup/{stanza}/{backup.Id}/{name}"], cancellationToken).ConfigureAwait(false);
            if (outcome.ExitCode == 0 && PgBackRestFile.Of(outcome.Output).Any())
            {
                return outcome.Output;
            }
        }

        return "";
    }

    private static IEnumerable<string> Elsewhere(IReadOnlyCollection<Complaint> complaints, IEnumerable<string> backups)
    {
        var files = complaints.DistinctBy(complaint => complaint.Path).Select(complaint => $"'{complaint.Path}' ({complaint.How})").ToList();
        var broken = string.Join(", ", backups.Select(label => $"'{label}'"));
        if (files.Count > 0 || broken.Length > 0)
        {
            yield return "pgbackrest verify found damage elsewhere in the repository"
                + (broken.Length == 0 ? "" : $", in backups {broken}")
                + (files.Count == 0 ? "" : ": " + Some(files));
        }
    }

    /// <summary>The first few, and how many more there are.</summary>
    internal static string Some(IReadOnlyList<string> files) => string.Join(", ", files.Take(MostNamed))
        + (files.Count <= MostNamed ? "" : string.Create(CultureInfo.InvariantCulture, $" and {files.Count - MostNamed} more"));

    /// <summary>One file that it found to be otherwise than it was taken.</summary>
    /// <param name="Path">Below the stanza's folder, without the ending that says how it is packed.</param>
    /// <param name="How">In its words.</param>
    private sealed partial record Complaint(string Path, string How)
    {
        public static Complaint? Of(string line) =>
            Said().Match(line) is { Success: true } said ? new Complaint(said.Groups["path"].Value, said.Groups["how"].Value) : null;

        public override string ToString() => $"{How} '{Path}'";

        [GeneratedRegex(@"INFO: (?<how>file missing|invalid checksum|invalid size|invalid result) '?(?<path>[^']+?)(?:\.(?:gz|lz4|zst|bz2|pgbi))?(?:'|: \[)")]
        private static partial Regex Said();
    }

    [GeneratedRegex(@"^\s*backup: (?<label>\S+), status: (?<status>[^,\r\n]+)")]
    private static partial Regex Status();
}
