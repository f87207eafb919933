using DrDrills.Errors;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>What a scan may find without complaint, each with its reason.</summary>
/// <param name="Allowances">Its lines.</param>
public sealed record CredentialAllowList(IReadOnlyList<CredentialAllowance> Allowances)
{
    /// <summary>Name of the file, in the folder that is looked at.</summary>
    public const string FileName = ".drdrills-credentials-allow";

    /// <summary>Allows nothing.</summary>
    public static CredentialAllowList Empty { get; } = new([]);

    /// <summary>Reads <c>RULE PATH REASON…</c>, one a line; <c>#</c> begins a comment line.</summary>
    /// <exception cref="ConfigurationInvalidException">Lines are wrong; carries all of them.</exception>
    public static CredentialAllowList Read(FileInfo file)
    {
        if (!file.Exists)
        {
            return Empty;
        }

        var mistakes = new List<string>();
        var known = CredentialRules.All.Select(rule => rule.Id).Append("*").ToList();
        var allowances = new List<CredentialAllowance>();
        foreach (var (number, line) in File.ReadLines(file.FullName).Select((line, index) => (index + 1, line.Trim())))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 3)
            {
                mistakes.Add($"line {number} must be RULE PATH REASON; the reason is not optional.");
            }
            else if (!known.Contains(words[0]))
            {
                mistakes.Add($"line {number} names the rule '{words[0]}'; there are {string.Join(", ", known)}.");
            }
            else
            {
                allowances.Add(new CredentialAllowance(number, words[0], words[1], words[2]));
            }
        }

        return mistakes.Count == 0
            ? new CredentialAllowList(allowances)
            : throw new ConfigurationInvalidException($"'{file.FullName}'", mistakes);
    }
}
