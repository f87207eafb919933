namespace DrDrills.PostgreSql.Digests;

/// <summary>How a column's values are asked for, so that two servers send the same bytes exactly for the same values.</summary>
public enum CopyForm
{
    /// <summary>
    /// As the type's text, wrapped in a row constructor: its binary form holds OIDs or traces of how the value came about, or is not known.
    /// </summary>
    Written,

    /// <summary>As the type sends itself: nothing but the value is in it.</summary>
    Sent,

    /// <summary>As <c>real</c> sends itself, all NaNs made the same one.</summary>
    SentFloat4,

    /// <summary>As <c>double precision</c> sends itself, all NaNs made the same one.</summary>
    SentFloat8,
}
