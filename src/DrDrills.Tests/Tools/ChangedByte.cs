namespace DrDrills.Tests.Tools;

/// <summary>The smallest damage that a file can take: one bit of one byte.</summary>
internal static class ChangedByte
{
    /// <summary>Turns the lowest bit of a byte over, in place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="at">The byte's position, from 0.</param>
    public static async Task FlipAsync(string path, long at)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = at;
        var value = stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(value ^ 1));
    }
}
