namespace DrDrills.Verification;

/// <summary>A question of the user's own in SQL, and what its one answer must be.</summary>
/// <remarks>
/// Asked of the restored copy, read-only, by a role that may read everything and nothing else. An answer that is a number, or true or false, is
/// recorded as it is; of any other only length and SHA-256.
/// </remarks>
public sealed record SqlCheck
{
    /// <summary>How long the answer may take unless a check says otherwise.</summary>
    public static TimeSpan DefaultLimit { get; } = TimeSpan.FromMinutes(1);

    /// <value>What reports call it: words of letters and digits, such as "orders of this year".</value>
    public required string Name { get; init; }

    /// <value>One <c>SELECT</c> of one row and one column; names outside <c>public</c> with their schema.</value>
    public required string Sql { get; init; }

    /// <value>The number that the answer must equal (1.0 equals 1.00), or null.</value>
    public decimal? ExpectedNumber { get; init; }

    /// <value>The text that the answer must equal, <c>true</c> and <c>false</c> for a boolean, or null.</value>
    public string? ExpectedText { get; init; }

    /// <value>Least number, inclusive, or null.</value>
    public decimal? Min { get; init; }

    /// <value>Greatest number, inclusive, or null.</value>
    public decimal? Max { get; init; }

    /// <value>How long the answer may take. Default: <see cref="DefaultLimit"/>.</value>
    public TimeSpan Limit { get; init; } = DefaultLimit;

    /// <value>The verification that asks it: <c>sql-orders-of-this-year</c>.</value>
    /// <exception cref="FormatException">The name has other characters.</exception>
    public VerificationId Id => VerificationId.Parse("sql " + Name);

    /// <summary>Not the SQL, which may hold values.</summary>
    public override string ToString() => $"SQL check '{Name}'";
}
