using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework.Api;
using NUnit.Framework.Internal;

namespace StandIns.Tests.Allure;

/// <summary>Compiles <see cref="Sample"/>, runs it with NUnit's own runner and reads what lies in the results folder.</summary>
internal sealed class SampleRun
{
    public const string AssemblyName = "Sample.Drills";

    private static readonly Lazy<SampleRun> _once = new(() => new SampleRun());

    private SampleRun()
    {
        var assembly = Compile();
        var thread = new Thread(() => Run(assembly));
        using (ExecutionContext.SuppressFlow())
            thread.Start();
        thread.Join();

        Results = [.. Read("*-result.json")];
        Containers = [.. Read("*-container.json")];
    }

    public static SampleRun Once => _once.Value;

    public IReadOnlyList<JsonObject> Results { get; }

    public IReadOnlyList<JsonObject> Containers { get; }

    public JsonObject Result(string method) => Results.Single(r => LabelsOf(r, "testMethod").Single() == method);

    public static IReadOnlyList<string> LabelsOf(JsonObject result, string name) =>
    [
        .. result["labels"]!.AsArray()
            .Where(l => (string?)l!["name"] == name)
            .Select(l => (string)l!["value"]!),
    ];

    private static IEnumerable<JsonObject> Read(string pattern) =>
        Directory.GetFiles(AllureFolder.Results, pattern)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject());

    private static void Run(Assembly assembly)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
        runner.Run(TestListener.NULL, TestFilter.Empty);
    }

    private static Assembly Compile()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            AssemblyName,
            [CSharpSyntaxTree.ParseText(Sample.Source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        return emitted.Success
            ? Assembly.Load(image.ToArray())
            : throw new InvalidOperationException(string.Join(Environment.NewLine, emitted.Diagnostics));
    }
}
