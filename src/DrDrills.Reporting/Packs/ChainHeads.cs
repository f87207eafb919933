using System.Text.Json;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <summary>The heads of all chains of one place, a file for each system.</summary>
/// <param name="folder">Their folder; made with the first one.</param>
public sealed partial class ChainHeads(DirectoryInfo folder)
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n" };

    /// <summary>The link of the run that comes next; a run that is itself the head keeps its link.</summary>
    /// <param name="system">The system under drill.</param>
    /// <param name="runId">The run that gets the link.</param>
    /// <param name="present">The run's index as it was sealed before, or null for a new run.</param>
    /// <exception cref="ConfigurationInvalidException">Later runs hang on the run: it cannot be sealed anew.</exception>
    public ChainLink Next(string system, string runId, RunIndex? present)
    {
        var head = Read(system);
        if (present?.Chain.FirstOrDefault(link => link.System == system) is { } link && head is not null)
        {
            return head.RunId == runId
                ? link
                : throw new ConfigurationInvalidException("The command line", [
                    $"run '{runId}' is followed by run '{head.RunId}' in the chain of '{system}' and cannot be sealed again; name another folder with --out.",
                ]);
        }

        return new ChainLink(system, (head?.Sequence ?? 0) + 1, head?.RunId, head?.IndexSha256);
    }

    /// <summary>The head of one chain, or null where it has no run yet.</summary>
    /// <exception cref="EvidenceNotWrittenException">The head's file is not readable; a chain is never begun anew for that.</exception>
    public ChainHead? Read(string system)
    {
        var path = PathOf(system);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<ChainHead>(File.ReadAllText(path), _options) ?? throw new JsonException("the document is null")
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EvidenceNotWrittenException(
                "DR5111",
                path,
                $"The head of the chain of '{system}' in '{path}' cannot be read: {e.Message}",
                "restore the file from where the head was anchored; the last run's printed head holds the same four values.",
                cause: e);
        }
    }

    /// <summary>Makes a sealed run the head of its chains.</summary>
    /// <returns>The new heads, one for each system.</returns>
    public IReadOnlyList<ChainHead> Advance(RunIndex index, string indexSha256)
    {
        ArgumentNullException.ThrowIfNull(index);
        folder.Create();
        var heads = index.Chain.Select(link => new ChainHead(link.System, link.Sequence, index.RunId, indexSha256)).ToList();
        foreach (var head in heads)
        {
            var path = PathOf(head.System);
            File.WriteAllText(path + ".partial", JsonSerializer.Serialize(head, _options) + "\n");
            File.Move(path + ".partial", path, overwrite: true);
        }

        return heads;
    }

    private string PathOf(string system) => Path.Combine(folder.FullName, NotInNames().Replace(system, "-") + ".json");

    [GeneratedRegex("[^A-Za-z0-9.-]")]
    private static partial Regex NotInNames();
}
