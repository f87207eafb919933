namespace StandIns.Tests.Allure;

/// <summary>A test assembly of the shape that Reqnroll generates, reported by one attribute on the assembly.</summary>
internal static class Sample
{
    public const string Source = """
        using System;
        using System.IO;
        using System.Text;
        using System.Threading.Tasks;
        using Allure.Net.Commons;
        using Allure.NUnit;
        using Allure.NUnit.Attributes;
        using NUnit.Framework;

        [assembly: Sample.ReportEverything]

        namespace Sample
        {
            [AttributeUsage(AttributeTargets.Assembly)]
            public sealed class ReportEverythingAttribute : AllureNUnitAttribute { }

            public sealed class StageLostException : Exception
            {
                public StageLostException(string message) : base(message) { }
            }
        }

        namespace Sample.Catalogue
        {
            [TestFixture, Description("A corrupted catalogue"), Category("restore")]
            public class CatalogueFeature
            {
                [OneTimeSetUp]
                public void FeatureSetup() => ExtendedApi.Before("the feature begins", () => { });

                [SetUp]
                public async Task ScenarioInitialize()
                {
                    await Task.Yield();
                    if (TestContext.CurrentContext.Test.MethodName == "Fixtures")
                        throw new StageLostException("DISPOSAL FAILED in set-up");
                }

                [TearDown]
                public void ScenarioCleanup()
                {
                    if (TestContext.CurrentContext.Test.MethodName == "Passes")
                        AllureApi.AddLabel("fromTearDown", "yes");
                }

                [Test, Description("Passes well"), Category("slow"), Category("control:A1")]
                [AllureSeverity(SeverityLevel.critical), AllureOwner("sre"), AllureIssue("42")]
                public async Task Passes()
                {
                    AllureApi.SetTestName("The catalogue comes back");
                    AllureApi.AddFeature("Catalogue");
                    AllureApi.AddTestParameter("objective", "15 minutes");
                    AllureApi.AddTestParameter("measured", 12, excluded: true);
                    AllureApi.AddTestParameter("secret", "x", ParameterMode.Masked);
                    ExtendedApi.StartStep("Given a backup");
                    await AllureApi.Step("restore", async () =>
                    {
                        await Task.Delay(20);
                        AllureApi.AddAttachment("log", "text/plain", Encoding.UTF8.GetBytes("done"), ".txt");
                    });
                    ExtendedApi.ResolveStep(null);
                    ExtendedApi.StartStep("Then it is there");
                    ExtendedApi.PassStep();
                    Console.WriteLine("said aloud");
                }

                [Test]
                public void Fails()
                {
                    ExtendedApi.StartStep("Then the rows are equal");
                    try
                    {
                        Assert.That(1, Is.EqualTo(2), "DRILL FAILED rows");
                    }
                    catch (Exception e)
                    {
                        ExtendedApi.ResolveStep(e);
                        throw;
                    }
                }

                [Test]
                public void Breaks() => AllureApi.Step("fetch", (Action)(() => throw new StageLostException("no such backup")));

                [Test]
                public void FailsTwice() => Assert.Multiple(() =>
                {
                    Assert.That(1, Is.EqualTo(2));
                    Assert.That(3, Is.EqualTo(4));
                });

                [Test]
                public void Skips() => Assert.Ignore("no engine");

                [Test]
                public void Inconclusive() => Assert.Inconclusive("INCONCLUSIVE server missing");

                [Test]
                public void Warns() => Assert.Warn("slow disk");

                [Test, Ignore("not yet")]
                public void Ignored() { }

                [Test]
                public void Fixtures() { }

                [TestCase("a dropped table", 1, "0", null)]
                [TestCase("a truncated partition", 2, "1", new[] { "slow" })]
                public void Outline(string incident, int rows, string __pickleIndex, string[] exampleTags)
                {
                    AllureLifecycle.Instance.UpdateTestCase(t => t.parameters.RemoveAll(
                        p => p.name == "__pickleIndex" || p.name == "exampleTags"));
                }
            }

            [TestFixture, AllureDisplayIgnored, AllureSuite("own suite")]
            public class ShownFeature
            {
                [Test, Ignore("later")]
                public void Later() { }

                [Test]
                public void Now() { }
            }
        }
        """;
}
