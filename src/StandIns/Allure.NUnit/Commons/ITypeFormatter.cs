namespace Allure.Net.Commons;

public interface ITypeFormatter
{
    string Format(object value);
}
