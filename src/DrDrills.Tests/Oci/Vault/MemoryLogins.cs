using DrDrills.Credentials;

namespace DrDrills.Tests.Oci.Vault;

/// <summary>Logins of a system that is only remembered; writes down in which order it was asked.</summary>
internal sealed class MemoryLogins : ILogins
{
    private readonly Dictionary<string, SecretText> _passwords = [];

    public List<string> Asked { get; } = [];

    /// <summary>Sessions that each login has open.</summary>
    public Dictionary<string, int> Open { get; } = [];

    /// <summary>Called when a login is taken away.</summary>
    public Action? OnRevoke { get; set; }

    /// <summary>Whether what is taken away still works: for red tests.</summary>
    public bool KeepsRevoked { get; init; }

    /// <summary>Whether it lets nobody in: for red tests.</summary>
    public bool Refuses { get; set; }

    public string System => "database 'remembered'";

    public Task SetAsync(Login login, CancellationToken cancellationToken)
    {
        Asked.Add($"set {login.Username}");
        _passwords[login.Username] = login.Password;
        return Task.CompletedTask;
    }

    public Task RevokeAsync(string username, CancellationToken cancellationToken)
    {
        Asked.Add($"revoke {username}");
        OnRevoke?.Invoke();
        if (!KeepsRevoked)
        {
            _passwords.Remove(username);
            Open[username] = 0;
        }

        return Task.CompletedTask;
    }

    public Task<bool> LetsInAsync(Login login, CancellationToken cancellationToken)
    {
        Asked.Add($"try {login.Username}");
        return Task.FromResult(!Refuses && _passwords.TryGetValue(login.Username, out var password) && password.Is(login.Password));
    }

    public Task<int> SessionsAsync(string username, CancellationToken cancellationToken) => Task.FromResult(Open.GetValueOrDefault(username));
}
