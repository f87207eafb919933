using Allure.Net.Commons;
using Allure.Net.Commons.Functions;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: identities and how values are shown.</summary>
public sealed class FunctionTests
{
    private const string Here = "StandIns.Tests:StandIns.Tests.Allure.FunctionTests";

    public static void Plain(int one, List<string> two)
    {
    }

    public static T Generic<T>(T value) => value;

    [TestCase(nameof(Plain), Here + ".Plain(System.Int32,System.Collections.Generic.List`1[System.String])")]
    [TestCase(nameof(Generic), Here + ".Generic[T](T)")]
    public void A_method_is_named_by_assembly_class_and_types(string method, string expected) =>
        Assert.That(IdFunctions.CreateFullName(typeof(FunctionTests).GetMethod(method)!), Is.EqualTo(expected));

    [Test]
    public void A_nested_type_is_named_after_its_outer_one() =>
        Assert.That(IdFunctions.CreateFullName(typeof(Inner)), Is.EqualTo(Here + "+Inner"));

    [Test]
    public void The_order_of_parameters_does_not_change_the_history_but_a_value_does()
    {
        Parameter a = new() { name = "a", value = "1" };
        Parameter b = new() { name = "b", value = "2" };
        Parameter other = new() { name = "b", value = "3" };

        Assert.That(IdFunctions.CreateHistoryId("x", [a, b]), Is.EqualTo(IdFunctions.CreateHistoryId("x", [b, a])));
        Assert.That(IdFunctions.CreateHistoryId("x", [a, b]), Is.Not.EqualTo(IdFunctions.CreateHistoryId("x", [a, other])));
    }

    [Test]
    public void Values_are_shown_as_json()
    {
        Assert.That(FormatFunctions.Format("a \"b\" é"), Is.EqualTo("\"a \\\"b\\\" é\""));
        Assert.That(FormatFunctions.Format(null), Is.EqualTo("null"));
        Assert.That(FormatFunctions.Format(1.0), Is.EqualTo("1.0"));
        Assert.That(FormatFunctions.Format(new[] { 1, 2 }), Is.EqualTo("[1,2]"));
        Assert.That(FormatFunctions.Format(TimeSpan.FromMinutes(15)), Is.EqualTo("\"00:15:00\""));
    }

    [Test]
    public void An_error_is_known_by_its_type_its_base_or_its_interface()
    {
        Exception error = new ArgumentNullException("p");

        Assert.That(ModelFunctions.ResolveErrorStatus(["System.ArgumentException"], error), Is.EqualTo(Status.failed));
        Assert.That(ModelFunctions.ResolveErrorStatus(["System.Runtime.Serialization.ISerializable"], error), Is.EqualTo(Status.failed));
        Assert.That(ModelFunctions.ResolveErrorStatus(["System.IO.IOException"], error), Is.EqualTo(Status.broken));
    }

    private sealed class Inner;
}
