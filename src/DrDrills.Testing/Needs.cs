using NUnit.Framework;

namespace DrDrills.Testing;

/// <summary>Prerequisites of tests: a missing one skips the test on a laptop and fails it under CI, where nothing passes unrun.</summary>
public static partial class Needs
{
    /// <summary>Skips or fails the running test unless the prerequisite is there.</summary>
    /// <param name="there">Whether it is.</param>
    /// <param name="what">What is missing, as a person would name it.</param>
    /// <param name="how">The command that gets it.</param>
    public static void Require(bool there, string what, string how)
    {
        if (there)
        {
            return;
        }

        var reason = $"{what} is missing; get it with: {how}";
        if (UnderCi)
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }

    /// <summary>Whether this is a CI run.</summary>
    public static bool UnderCi =>
        Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ci && !ci.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The program's full path on PATH, or null.</summary>
    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
