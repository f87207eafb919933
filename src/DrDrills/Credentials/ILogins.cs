namespace DrDrills.Credentials;

/// <summary>The logins of one system, as their administrator sees them.</summary>
/// <remarks>
/// An implementation lets no password into a statement, log or message, and keeps nothing between calls. Calls are made one after the other.
/// </remarks>
public interface ILogins
{
    /// <summary>Which system, for messages: <c>database 'bharatmart'</c>.</summary>
    string System { get; }

    /// <summary>Lets the login in by this password, and by no other, from now on. Safe to repeat.</summary>
    /// <exception cref="Errors.DrillException">It could not be set.</exception>
    Task SetAsync(Login login, CancellationToken cancellationToken);

    /// <summary>Lets the login in no more, by whatever password, and ends its sessions. Safe to repeat.</summary>
    /// <exception cref="Errors.DrillException">It could not be taken away.</exception>
    Task RevokeAsync(string username, CancellationToken cancellationToken);

    /// <summary>Whether the login is let in: by really logging in.</summary>
    /// <exception cref="Errors.DrillException">The system did not answer, or lets in whoever comes, so that the answer would mean nothing.</exception>
    Task<bool> LetsInAsync(Login login, CancellationToken cancellationToken);

    /// <summary>How many sessions the login has open.</summary>
    /// <exception cref="Errors.DrillException">The system did not answer.</exception>
    Task<int> SessionsAsync(string username, CancellationToken cancellationToken);
}
