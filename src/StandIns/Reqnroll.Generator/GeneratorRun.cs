using Reqnroll.Generator.Emission;
using Reqnroll.Generator.Parsing;

namespace Reqnroll.Generator;

/// <summary>Generates the tests of all feature files of a project. Files are rewritten only when their text changes.</summary>
internal static class GeneratorRun
{
    public static int Start(string[] args, TextWriter output)
    {
        var options = GeneratorOptions.Parse(args);
        var features = File.ReadAllLines(options.ListFile).Where(l => l.Length > 0).Select(FeatureFile.Parse).ToArray();
        var failures = features.Sum(f => Generate(f, options, output));
        if (failures > 0)
        {
            return 1;
        }

        Write(options.HooksFile, AssemblyHooksWriter.Write(options.RootNamespace));
        DeleteStale(options, [.. features.Select(f => Path.GetFullPath(f.OutputPath))]);
        File.WriteAllText(options.StampFile, "");
        return 0;
    }

    private static int Generate(FeatureFile file, GeneratorOptions options, TextWriter output)
    {
        try
        {
            var feature = FeatureParser.Parse(File.ReadAllText(file.FullPath), options.FeatureLanguage);
            Write(file.OutputPath, feature is null ? "" : FeatureClassWriter.Write(feature, file, options));
            return 0;
        }
        catch (FeatureProblemException exception)
        {
            foreach (var problem in exception.Problems)
            {
                output.WriteLine($"{file.FullPath}({problem.Line},{problem.Column}): error REQNROLL: {problem.Message}");
            }

            return 1;
        }
    }

    private static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text);
    }

    private static void DeleteStale(GeneratorOptions options, HashSet<string> wanted)
    {
        foreach (var file in Directory.EnumerateFiles(options.OutputFolder, "*.feature.cs", SearchOption.AllDirectories)
            .Where(f => !wanted.Contains(Path.GetFullPath(f))))
        {
            File.Delete(file);
        }
    }
}
