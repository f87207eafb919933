using DrDrills.Errors;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Packs;

/// <summary>Heads of chains as lines of a file: on another disk, in a mounted share, in a checkout that is pushed elsewhere.</summary>
/// <param name="file">The file; made with the first head.</param>
public sealed class AnchorFile(FileInfo file) : IChainAnchor
{
    /// <inheritdoc/>
    public string Location => file.FullName;

    /// <inheritdoc/>
    public async Task<string> AddAsync(ChainHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        try
        {
            file.Directory?.Create();
            if (!(await ReadAsync(cancellationToken).ConfigureAwait(false)).Contains(head))
            {
                await File.AppendAllTextAsync(file.FullName, head.Format() + "\n", cancellationToken).ConfigureAwait(false);
            }

            return "whoever may write the file may change it";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChainHead>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(file.FullName)
                ? [.. (await File.ReadAllLinesAsync(file.FullName, cancellationToken).ConfigureAwait(false)).Where(line => line.Length > 0).Select(ChainHead.Parse)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Unusable(e.Message, e);
        }
    }

    private EvidenceNotWrittenException Unusable(string why, Exception cause) => new(
        "DR5117", file.FullName, $"The file of anchored chain heads '{file.FullName}' cannot be used: {why}", "name another in DRDRILLS_CHAIN_ANCHOR.", cause: cause);
}
