namespace DrDrills.Backups;

/// <summary>A backup's content while it flows, hashed and counted on the way. Whoever opened it disposes of it.</summary>
public interface IStreamedBackup : IAsyncDisposable
{
    /// <summary>
    /// The bytes: once, in order, not sought. Reading throws a <see cref="Errors.DrillException"/> where the source gave up; a stream that
    /// merely ends is complete as far as the source knows.
    /// </summary>
    Stream Content { get; }

    /// <summary>Reads what nobody has read yet, and says what flowed in all and whether it was right.</summary>
    /// <exception cref="Errors.DrillException">The source gave up before the end.</exception>
    Task<StreamOutcome> EndAsync(CancellationToken cancellationToken);
}
