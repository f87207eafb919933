#nullable disable // The real model carries no nullability annotations: callers must see the same warnings.

using System.Globalization;

namespace Allure.Net.Commons;

public class Label
{
    public string name { get; set; }

    public string value { get; set; }

    public static Label TestType(string value) => Of(LabelName.TEST_TYPE, value);

    public static Label ParentSuite(string value) => Of(LabelName.PARENT_SUITE, value);

    public static Label Suite(string value) => Of(LabelName.SUITE, value);

    public static Label SubSuite(string value) => Of(LabelName.SUB_SUITE, value);

    public static Label Owner(string value) => Of(LabelName.OWNER, value);

    public static Label Severity(SeverityLevel value) => Of(LabelName.SEVERITY, value.ToString());

    public static Label Tag(string value) => Of(LabelName.TAG, value);

    public static Label Epic(string value) => Of(LabelName.EPIC, value);

    public static Label Feature(string value) => Of(LabelName.FEATURE, value);

    public static Label Story(string value) => Of(LabelName.STORY, value);

    public static Label Framework(string value) => Of(LabelName.FRAMEWORK, value);

    public static Label Language() => Of(LabelName.LANGUAGE, "C#");

    public static Label Package(string value) => Of(LabelName.PACKAGE, value);

    public static Label TestClass(string value) => Of(LabelName.TEST_CLASS, value);

    public static Label TestMethod(string value) => Of(LabelName.TEST_METHOD, value);

    public static Label Host() => Host(Environment.MachineName);

    public static Label Host(string value) => Of(LabelName.HOST, value);

    public static Label AllureId(int value) => Of(LabelName.ALLURE_ID, value.ToString(CultureInfo.InvariantCulture));

    public static Label Thread()
    {
        var current = System.Threading.Thread.CurrentThread;
        return Of(LabelName.THREAD, current.Name ?? current.ManagedThreadId.ToString(CultureInfo.InvariantCulture));
    }

    private static Label Of(string name, string value) => new() { name = name, value = value };
}
