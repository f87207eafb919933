namespace Allure.Net.Commons;

public abstract class TypeFormatter<T> : ITypeFormatter
{
    public abstract string Format(T value);

    string ITypeFormatter.Format(object value) => Format((T)value);
}
