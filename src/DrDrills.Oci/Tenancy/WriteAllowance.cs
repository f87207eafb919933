namespace DrDrills.Oci.Tenancy;

/// <summary>One resource that the guard has counted; disposed of once the resource is gone, or was not made after all.</summary>
public sealed class WriteAllowance : IDisposable
{
    private readonly WriteGuard _guard;
    private readonly long _gigabytes;
    private int _givenBack;

    internal WriteAllowance(WriteGuard guard, long gigabytes)
    {
        _guard = guard;
        _gigabytes = gigabytes;
    }

    /// <summary>Gives it back; again does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _givenBack, 1) == 0)
        {
            _guard.GiveBack(_gigabytes);
        }
    }
}
