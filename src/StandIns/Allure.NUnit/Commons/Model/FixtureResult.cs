namespace Allure.Net.Commons;

public class FixtureResult : ExecutableItem
{
    public override string ToString() => name;
}
