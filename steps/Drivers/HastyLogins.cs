using DrDrills.Credentials;

namespace DrDrills.Steps.Drivers;

/// <summary>Takes the other login away as soon as one is set: the wrong order, for a negative control.</summary>
internal sealed class HastyLogins(ILogins inner, IReadOnlyList<string> all) : ILogins
{
    public string System => inner.System;

    public async Task SetAsync(Login login, CancellationToken cancellationToken)
    {
        await inner.SetAsync(login, cancellationToken);
        await inner.RevokeAsync(all.Single(other => other != login.Username), cancellationToken);
    }

    public Task RevokeAsync(string username, CancellationToken cancellationToken) => inner.RevokeAsync(username, cancellationToken);

    public Task<bool> LetsInAsync(Login login, CancellationToken cancellationToken) => inner.LetsInAsync(login, cancellationToken);

    public Task<int> SessionsAsync(string username, CancellationToken cancellationToken) => inner.SessionsAsync(username, cancellationToken);
}
