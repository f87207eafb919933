namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>What is kept of the rows of one bucket.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Sum">The sum of their hashes, modulo 2^128: pairs of equal rows do not cancel, as they would under XOR.</param>
internal readonly record struct Bucket(long Rows, UInt128 Sum)
{
    public static Bucket operator +(Bucket left, Bucket right) => new(left.Rows + right.Rows, unchecked(left.Sum + right.Sum));

    /// <summary>With one more row.</summary>
    public Bucket With(UInt128 row) => new(Rows + 1, unchecked(Sum + row));
}
