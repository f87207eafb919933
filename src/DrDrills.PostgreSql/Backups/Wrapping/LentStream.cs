using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A stream for somebody who would dispose of it, and may not: it is read on afterwards.</summary>
internal sealed class LentStream(Stream content) : ForwardStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        content.ReadAsync(buffer, cancellationToken);
}
