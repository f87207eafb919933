using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace DrDrills.Testing;

/// <summary>Compares a text with the reviewed one beside the test: <c>Class.Method.verified.json</c>.</summary>
/// <remarks>
/// A difference leaves <c>Class.Method.received.json</c> (git-ignored); read it, and move it over the reviewed file if it is right.
/// </remarks>
public static class GoldenFile
{
    /// <summary>Fails unless <paramref name="actual"/>, scrubbed, equals the reviewed file.</summary>
    /// <param name="actual">The text; CR LF counts as LF.</param>
    /// <param name="extension">Without a dot.</param>
    /// <param name="testFile">Left to the compiler.</param>
    /// <param name="testMethod">Left to the compiler.</param>
    public static void Verify(
        string actual, string extension, [CallerFilePath] string testFile = "", [CallerMemberName] string testMethod = "")
    {
        var stem = Path.Combine(
            Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{testMethod}");
        var difference = Difference(actual, $"{stem}.verified.{extension}", $"{stem}.received.{extension}");
        if (difference is not null)
        {
            Assert.Fail(difference);
        }
    }

    /// <summary>Says how a text differs from a reviewed file, or null where it does not.</summary>
    /// <param name="actual">The text; CR LF counts as LF.</param>
    /// <param name="verifiedPath">The reviewed file.</param>
    /// <param name="receivedPath">Where a text that differs is left.</param>
    /// <param name="isScrubbed">False where the very form of an instant or an id is what is compared.</param>
    public static string? Difference(string actual, string verifiedPath, string receivedPath, bool isScrubbed = true)
    {
        var received = isScrubbed ? GoldenScrubber.Scrub(Lf(actual)) : Lf(actual);
        var verified = File.Exists(verifiedPath) ? Lf(File.ReadAllText(verifiedPath)) : null;
        if (received == verified)
        {
            File.Delete(receivedPath);
            return null;
        }

        File.WriteAllText(receivedPath, received);
        var advice = $"Read '{receivedPath}'; if it is right, move it over '{verifiedPath}'.";
        if (verified is null)
        {
            return $"There is no reviewed file yet. {advice}";
        }

        var left = verified.Split('\n');
        var right = received.Split('\n');
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length))
            .First(n => n >= left.Length || n >= right.Length || left[n] != right[n]);
        return $"Line {line + 1} differs.\n  expected: {At(left, line)}\n  observed: {At(right, line)}\n{advice}";
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of file)";

    private static string Lf(string text) => text.ReplaceLineEndings("\n");
}
