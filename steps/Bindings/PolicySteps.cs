using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class PolicySteps(PolicyDriver policies)
{
    [Given("BharatMart's backups, keys and secrets are in good order")]
    public Task InGoodOrder() => policies.PrepareAsync();

    [Given("the log volume has lost its backup policy")]
    public void LostPolicy() => policies.Uncover();

    [Given("the boot volume was not backed up for two days")]
    public void NotBackedUp() => policies.StopBackups();

    [Given("a password was committed to the shop's configuration")]
    public void PasswordCommitted() => policies.PlantPassword();

    [Given("the drill's identity was given more than it needs")]
    public void GivenTooMuch() => policies.GrantTooMuch();

    [When("the backup policies are audited")]
    public Task Audited() => policies.AuditAsync();
}
