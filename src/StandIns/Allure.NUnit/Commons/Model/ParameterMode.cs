namespace Allure.Net.Commons;

public enum ParameterMode
{
    Default,
    Masked,
    Hidden,
}
