namespace DrDrills.Evidence;

/// <summary>A place outside the runs that keeps the heads of chains, so that a run that was taken out, or made anew, is found out later.</summary>
/// <remarks>What was added is never changed or removed through it. Adding the same head twice is as adding it once.</remarks>
public interface IChainAnchor
{
    /// <summary>Where it is, for people.</summary>
    string Location { get; }

    /// <summary>Adds a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What protects it there, in words.</returns>
    /// <exception cref="Errors.EvidenceNotWrittenException">It could not be kept.</exception>
    /// <exception cref="Errors.CloudCallFailedException">The place refused.</exception>
    Task<string> AddAsync(ChainHead head, CancellationToken cancellationToken);

    /// <summary>Every head that was ever added.</summary>
    /// <exception cref="Errors.EvidenceNotWrittenException">What is kept there cannot be read.</exception>
    /// <exception cref="Errors.CloudCallFailedException">The place refused.</exception>
    Task<IReadOnlyList<ChainHead>> ReadAsync(CancellationToken cancellationToken);
}
