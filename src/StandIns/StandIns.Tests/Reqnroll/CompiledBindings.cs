using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;
using NUnit.Framework.Internal;
using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.Configuration;
using Reqnroll.Execution;

namespace StandIns.Tests.Reqnroll;

/// <summary>
/// Binding classes from source text in an assembly of their own, so that wrong and competing bindings stay out of the
/// features of this project. The source may write to <c>Log.Add</c>.
/// </summary>
internal sealed class CompiledBindings
{
    private const string Prelude = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using Reqnroll; using Reqnroll.Assist; using Reqnroll.BoDi;
        public static class Log { public static List<string> Lines = new(); public static void Add(object line) => Lines.Add(line?.ToString()); }
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private readonly Assembly _assembly;

    private CompiledBindings(Assembly assembly) => _assembly = assembly;

    public BindingRegistry Registry => BindingRegistry.Of(_assembly);

    public IReadOnlyList<string> Lines =>
        [.. ((IEnumerable)_assembly.GetType("Log")!.GetField("Lines")!.GetValue(null)!).Cast<string>()];

    public static CompiledBindings From(string source)
    {
        var compilation = CSharpCompilation.Create(
            $"Bindings_{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(Prelude + source)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.That(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        return new CompiledBindings(Assembly.Load(stream.ToArray()));
    }

    /// <summary>Runs one scenario, each step given as "Given …", with its outcome as NUnit would see it.</summary>
    public Task<ScenarioOutcome> RunAsync(params string[] steps) => RunAsync(new ScenarioSketch(), steps);

    public async Task<ScenarioOutcome> RunAsync(ScenarioSketch sketch, params string[] steps)
    {
        var run = new TestRun(Registry, sketch.Configuration);
        var outputBefore = TestExecutionContext.CurrentContext.CurrentResult.Output.Length;
        Exception? error = null;
        await run.StartAsync();
        var runner = run.Lend(sketch.Feature);
        try
        {
            await runner.OnFeatureStartAsync(sketch.Feature);
            runner.OnScenarioInitialize(sketch.Scenario, null!);
            await runner.OnScenarioStartAsync();
            foreach (var step in steps)
            {
                await RunStepAsync(runner, step, sketch.DocString, sketch.Table);
            }

            await runner.CollectScenarioErrorsAsync();
        }
        catch (Exception exception)
        {
            error = exception;
        }

        var scenarioError = runner.ScenarioContext?.TestError;
        try
        {
            await runner.OnScenarioEndAsync();
        }
        catch (Exception exception)
        {
            error ??= exception;
        }

        await runner.OnFeatureEndAsync();
        run.TakeBack(runner);
        await run.EndAsync();
        var output = TestExecutionContext.CurrentContext.CurrentResult.Output[outputBefore..];
        return new ScenarioOutcome(error, scenarioError, Lines, output);
    }

    private static Task RunStepAsync(ITestRunner runner, string step, string? docString, Table? table)
    {
        var (keyword, text) = (step[..(step.IndexOf(' ') + 1)], step[(step.IndexOf(' ') + 1)..]);
        return keyword switch
        {
            "Given " => runner.GivenAsync(text, docString, table, keyword),
            "When " => runner.WhenAsync(text, docString, table, keyword),
            "Then " => runner.ThenAsync(text, docString, table, keyword),
            "And " => runner.AndAsync(text, docString, table, keyword),
            _ => runner.ButAsync(text, docString, table, keyword),
        };
    }
}

/// <summary>What a scenario came to: the error NUnit sees, the one its hooks saw, what bindings logged, the test's output.</summary>
internal sealed record ScenarioOutcome(Exception? Error, Exception? SeenByHooks, IReadOnlyList<string> Log, string Output);

/// <summary>A scenario's surroundings.</summary>
internal sealed record ScenarioSketch
{
    public string[] FeatureTags { get; init; } = [];

    public string[] Tags { get; init; } = [];

    public string? DocString { get; init; }

    public Table? Table { get; init; }

    public ReqnrollConfiguration Configuration { get; init; } =
        new() { MissingOrPendingStepsOutcome = MissingOrPendingStepsOutcome.Error };

    public FeatureInfo Feature => field ??=
        new FeatureInfo(new System.Globalization.CultureInfo("en-US"), "features", "A feature", "About it", FeatureTags);

    public ScenarioInfo Scenario => field ??= new ScenarioInfo("A scenario", "Told", Tags, null, FeatureTags, "0");
}
