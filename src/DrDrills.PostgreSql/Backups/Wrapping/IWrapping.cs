using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>One way to compress, encrypt or pack a file, told from its first bytes.</summary>
internal interface IWrapping
{
    /// <summary>What people call it: <c>gzip</c>, <c>age</c>.</summary>
    string Name { get; }

    /// <summary>Whether it takes a key to undo it.</summary>
    bool IsEncryption => false;

    /// <summary>Whether bytes that begin so are wrapped in it.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Undoes it while the bytes flow; reading throws where they are damaged or the key is another one.</summary>
    /// <param name="wrapped">The bytes, from the first one; owned by what is returned.</param>
    /// <param name="scene">Whose bytes they are, and the key.</param>
    /// <param name="head">The first bytes again, to tell what is needed.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="BackupSealedException">There is no key (<c>DR1601</c>), or it is none of this kind (<c>DR1603</c>).</exception>
    Task<Stream> UnwrapAsync(Stream wrapped, WrappedScene scene, ReadOnlyMemory<byte> head, CancellationToken cancellationToken);
}
