using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using DrDrills.Errors;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>Looks for credentials in what was ever committed: a secret that was removed in a later commit is known to everybody who cloned.</summary>
public static partial class GitHistory
{
    /// <summary>Looks at every line that a commit of any branch or tag added.</summary>
    /// <param name="folder">A checkout, or a folder in one.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What was found, each place once; null where the folder lies in no git checkout.</returns>
    /// <exception cref="EngineUnavailableException">There is no git, or it fails.</exception>
    public static async Task<CredentialScanOutcome?> ScanAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var reader = new LogReader();
        var errors = new List<string>();
        int code;
        try
        {
            code = (await Cli.Wrap("git")
                .WithArguments([
                    "-C", folder.FullName, "log", "--all", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--unified=0",
                    "--patch", "--format=commit %h", "--", ".",
                ])
                .WithStandardOutputPipe(PipeTarget.ToDelegate(reader.Read))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(errors.Add))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken).ConfigureAwait(false)).ExitCode;
        }
        catch (Win32Exception e)
        {
            throw Unavailable("git is not installed", "", e);
        }

        var told = string.Join('\n', errors.TakeLast(3));
        return code == 0 ? new CredentialScanOutcome(reader.Hits, 0, 0, 0, 0, reader.Commits)
            : told.Contains("not a git repository", StringComparison.Ordinal) ? null
            : throw Unavailable($"git log ended with exit code {code}", told, null);
    }

    private static EngineUnavailableException Unavailable(string why, string told, Exception? cause) => new(
        "DR4031", "the history of the repository", $"The history of the repository could not be read: {why}.", "install git, or look at the files only.", told, cause);

    /// <summary>Reads what git tells, line by line.</summary>
    internal sealed partial class LogReader
    {
        private readonly Dictionary<(string Path, string Fingerprint), CredentialHit> _hits = [];
        private string _commit = "";
        private string _path = "";
        private int _line;
        private bool _inHeader;

        public IReadOnlyList<CredentialHit> Hits => [.. _hits.Values];

        public int Commits { get; private set; }

        public void Read(string text)
        {
            if (text.StartsWith("commit ", StringComparison.Ordinal))
            {
                (_commit, _inHeader) = (text["commit ".Length..], true);
                Commits++;
            }
            else if (text.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                _inHeader = true;
            }
            else if (_inHeader && text.StartsWith("+++ ", StringComparison.Ordinal))
            {
                _path = text.StartsWith("+++ b/", StringComparison.Ordinal) ? text["+++ b/".Length..].TrimEnd('\t') : "";
            }
            else if (Hunk().Match(text) is { Success: true } hunk)
            {
                (_line, _inHeader) = (int.Parse(hunk.Groups["line"].Value, CultureInfo.InvariantCulture), false);
            }
            else if (!_inHeader && text.StartsWith('+') && !IsMade(_path))
            {
                // Once for the same credential of the same file: the oldest commit is read last, and is the one to name.
                foreach (var hit in CredentialScan.InLine(_path, _line, text[1..]))
                {
                    _hits[(_path, hit.Fingerprint)] = hit with { Commit = _commit };
                }

                _line++;
            }
        }

        private static bool IsMade(string path) => path.Split('/').Any(CredentialScan.MadeFolders.Contains);
    }

    [GeneratedRegex(@"^@@ -\S+ \+(?<line>\d+)")]
    private static partial Regex Hunk();
}
