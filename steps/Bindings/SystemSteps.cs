using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class SystemSteps(ShopDriver shop)
{
    [Given("BharatMart is selling")]
    public Task BharatMartIsSelling() => shop.OpenAsync();

    [Given("orders keep coming in")]
    [When("orders keep coming in")]
    public Task OrdersKeepComingIn() => shop.PlaceOrdersAsync();
}
