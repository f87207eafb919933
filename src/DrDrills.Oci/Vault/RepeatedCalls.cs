using DrDrills.Oci.Tenancy;
using Oci.Common.Model;

namespace DrDrills.Oci.Vault;

/// <summary>Changes for which the service takes no retry token: one whose answer was lost may have been made, and is refused when it is asked for again.</summary>
internal static class RepeatedCalls
{
    /// <summary>Makes a change, at most once as far as can be seen.</summary>
    /// <param name="calls">What repeats it.</param>
    /// <param name="operation">What is called, as the API reference names it.</param>
    /// <param name="subject">On what.</param>
    /// <param name="isDone">Whether it was made.</param>
    /// <param name="change">Makes it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task ChangeAsync(
        this OciCalls calls,
        string operation,
        string subject,
        Func<CancellationToken, Task<bool>> isDone,
        Func<CancellationToken, Task> change,
        CancellationToken cancellationToken)
    {
        var tried = false;
        return calls.AskAsync(
            operation,
            subject,
            async stop =>
            {
                if (tried && await isDone(stop).ConfigureAwait(false))
                {
                    return true;
                }

                tried = true;
                try
                {
                    await change(stop).ConfigureAwait(false);
                }
                catch (OciException refused) when ((int)refused.StatusCode is 400 or 409)
                {
                    // The client repeats by itself too; the first time may have done it.
                    if (!await isDone(stop).ConfigureAwait(false))
                    {
                        throw;
                    }
                }

                return true;
            },
            cancellationToken);
    }
}
