using BharatMart.Estate;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using OciSimulator.Vault;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>A password rotated; the application and its database are scripted, the vault is the region's. Whatever happens, the vault's current login opens the database.</summary>
internal sealed class RotatedPasswordDrill : FaultableDrill
{
    private ShopSecrets? _secrets;
    private Secret? _secret;
    private ScriptedLogins _logins = new();

    public override string Name => "password rotation";

    public override async Task PrepareAsync(BharatMartEstate estate) => _secrets = await estate.PartAsync(ShopSecrets.MakeAsync);

    public override Task RenewAsync()
    {
        var first = new Login("app_a", SecretText.NewPassword());
        _logins = new ScriptedLogins();
        _secret = _secrets!.Rehearse(first);
        return _logins.SetAsync(first, CancellationToken.None);
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var rotation = new SecretRotation(new SecretRotationOptions
        {
            Tenancy = tenancy,
            SecretId = _secret!.Id,
            Logins = _logins,
            Pair = ("app_a", "app_b"),
            PickUpLimit = TimeSpan.FromSeconds(30),
            Quiet = TimeSpan.Zero,
            LookEvery = TimeSpan.FromMilliseconds(20),
        });
        return new FaultableRecovery(
            new Incident("the password is due", IncidentKind.Declared, TimeProvider.System.GetUtcNow()), rotation, RotationVerifications.Of(rotation));
    }

    public override async Task<string?> BrokenAsync(OciTenancy tenancy)
    {
        var current = (await new VaultSecrets(tenancy).ResolveAsync(_secret!.Id, CancellationToken.None)).ToLogin(_secret.Id);
        return await _logins.LetsInAsync(current, CancellationToken.None) ? null : $"the vault's current login '{current.Username}' is not let in";
    }

    /// <summary>A system whose application takes up a new login at once.</summary>
    private sealed class ScriptedLogins : ILogins
    {
        private readonly Dictionary<string, SecretText> _passwords = [];
        private string _last = "";

        public string System => "scripted system";

        public Task SetAsync(Login login, CancellationToken cancellationToken)
        {
            (_passwords[login.Username], _last) = (login.Password, login.Username);
            return Task.CompletedTask;
        }

        public Task RevokeAsync(string username, CancellationToken cancellationToken) => Task.FromResult(_passwords.Remove(username));

        public Task<bool> LetsInAsync(Login login, CancellationToken cancellationToken) =>
            Task.FromResult(_passwords.TryGetValue(login.Username, out var password) && password.Is(login.Password));

        public Task<int> SessionsAsync(string username, CancellationToken cancellationToken) => Task.FromResult(username == _last ? 1 : 0);
    }
}
