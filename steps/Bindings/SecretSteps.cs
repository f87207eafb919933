using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class SecretSteps(RotationDriver rotation)
{
    [Given("the shop's password is kept in the vault")]
    public Task PasswordIsInTheVault() => rotation.KeepPasswordInVaultAsync();

    [Given("customers keep asking the shop")]
    public Task CustomersKeepAsking() => rotation.OpenShopAsync();

    [Given("the old password is taken away before the new one is in the vault")]
    public void TakenAwayTooEarly() => rotation.RevokeTooEarly();

    [Given("the password was rotated")]
    [When("the password was rotated")]
    public Task WasRotated() => rotation.RotateBeforehandAsync();

    [When("the password is rotated")]
    public Task IsRotated() => rotation.RotateAsync();

    [When("the rotation is taken back")]
    public Task IsTakenBack() => rotation.RollBackAsync();

    [When("the server is recovered to the moment before the rotation")]
    public Task RecoveredBefore() => rotation.RestoreFromBeforeAsync();

    [When("the server is recovered past the rotation")]
    public Task RecoveredPast() => rotation.RestoreFromAfterAsync();
}
