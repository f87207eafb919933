using System.Collections.ObjectModel;
using Oci.Common.Waiters;

namespace Oci.Common.Retry;

/// <summary>Which answers are tried again, how often and for how long.</summary>
public class RetryConfiguration : WaiterConfiguration
{
    /// <summary>Limit of the whole in seconds, looked at between attempts only; 600 unless set.</summary>
    public int TotalElapsedTimeInSecs { get; set; } = 600;

    /// <summary>First digits of the statuses that are tried again; none unless set.</summary>
    public List<int> RetryableStatusCodeFamilies { get; set; } = [];

    /// <summary>Statuses that are tried again, each with the service code it must bring or an empty text for any.</summary>
    public Collection<Tuple<int, string>> RetryableErrors { get; set; } =
    [
        Tuple.Create(409, "IncorrectState"),
        .. new[] { 429, 500, 502, 503, 504, 505, 506, 507, 508, 510, 511 }.Select(status => Tuple.Create(status, "")),
    ];
}
