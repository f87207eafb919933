using Allure.Net.Commons;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: the context is ambient per asynchronous flow, and misuse is an <see cref="InvalidOperationException"/>.</summary>
public sealed class ContextTests
{
    private DirectoryInfo _folder = null!;
    private AllureLifecycle _lifecycle = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("allure-context-");
        _lifecycle = new(JObject.FromObject(new { allure = new { directory = _folder.FullName } }));
    }

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void Nothing_can_be_said_outside_a_test()
    {
        Assert.That(() => _lifecycle.UpdateTestCase(_ => { }), Throws.InvalidOperationException);
        Assert.That(() => _lifecycle.StartStep(new() { name = "s" }), Throws.InvalidOperationException);
        Assert.That(() => _lifecycle.StopStep(), Throws.InvalidOperationException);
        Assert.That(() => _lifecycle.StartBeforeFixture(new() { name = "f" }), Throws.InvalidOperationException);
    }

    [Test]
    public void A_container_stays_open_while_a_test_runs_in_it()
    {
        _lifecycle.StartTestContainer(new() { uuid = "c" }).StartTestCase(new() { uuid = "t", fullName = "t" });

        Assert.That(() => _lifecycle.WriteTestContainer(), Throws.InvalidOperationException);
        _lifecycle.StopTestCase().WriteTestCase().StopTestContainer().WriteTestContainer();
        Assert.That(_lifecycle.Context.HasContainer, Is.False);
    }

    [Test]
    public async Task A_step_opened_in_an_asynchronous_method_is_lost_to_its_caller()
    {
        _lifecycle.StartTestCase(new() { uuid = "t", fullName = "t" });

        await OpenStepAsync();

        Assert.That(_lifecycle.Context.HasStep, Is.False);
        Assert.That(_lifecycle.Context.HasTest, Is.True);
    }

    [Test]
    public void A_borrowed_context_is_given_back()
    {
        var taken = _lifecycle.RunInContext(new(), () => _lifecycle.StartTestCase(new() { uuid = "t", fullName = "t" }));

        Assert.That(taken.HasTest, Is.True);
        Assert.That(_lifecycle.Context.HasTest, Is.False);
    }

    private async Task OpenStepAsync()
    {
        await Task.Yield();
        _lifecycle.StartStep(new() { name = "lost" });
    }
}
