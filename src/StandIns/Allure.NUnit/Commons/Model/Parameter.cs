#nullable disable // The real model carries no nullability annotations: callers must see the same warnings.

namespace Allure.Net.Commons;

public class Parameter
{
    public string name { get; set; }

    public string value { get; set; }

    public bool excluded { get; set; }

    public ParameterMode? mode { get; set; }
}
