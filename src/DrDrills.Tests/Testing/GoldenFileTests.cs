using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Testing;

public sealed class GoldenFileTests
{
    private DirectoryInfo _folder = null!;

    private string Verified => Path.Combine(_folder.FullName, "x.verified.txt");

    private string Received => Path.Combine(_folder.FullName, "x.received.txt");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("drdrills-golden-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_text_without_a_reviewed_file_is_a_difference()
    {
        var difference = GoldenFile.Difference("a\n", Verified, Received);

        Assert.That((difference, File.ReadAllText(Received)), Is.EqualTo(($"There is no reviewed file yet. Read '{Received}'; if it is right, move it over '{Verified}'.", "a\n")));
    }

    [TestCase("a\nc\n", "Line 2 differs.\n  expected: b\n  observed: c")]
    [TestCase("a\nb", "Line 3 differs.\n  expected: \n  observed: (end of file)")]
    public void A_changed_line_is_named(string actual, string message)
    {
        File.WriteAllText(Verified, "a\nb\n");

        Assert.That(GoldenFile.Difference(actual, Verified, Received), Does.StartWith(message));
    }

    [Test]
    public void An_equal_text_is_no_difference_and_removes_what_was_received()
    {
        File.WriteAllText(Verified, "a\nb\n");
        File.WriteAllText(Received, "old");

        Assert.That((GoldenFile.Difference("a\r\nb\r\n", Verified, Received), File.Exists(Received)), Is.EqualTo(((string?)null, false)));
    }

    [TestCase(
        "20260801-030000-9f3a61 20260801-030001-aaaaaa 20260801-030000-9f3a61", "{run-1} {run-2} {run-1}")]
    [TestCase("at 2026-08-01T03:00:00.123+00:00, 2026-08-01T03:00:00Z", "at {instant-1}, {instant-2}")]
    [TestCase("127.0.0.1:54321 localhost:54321 port 54321", "127.0.0.1:{port-1} localhost:{port-1} port 54321")]
    [TestCase("/tmp/drdrills-x1/data and /tmp/drdrills-x1", "{temp-1}/data and {temp-1}")]
    [TestCase("0e8400e2-29b4-41d4-a716-446655440000", "{id-1}")]
    [TestCase("42 rows, SHA-256 abc, 15.18", "42 rows, SHA-256 abc, 15.18")]
    public void What_differs_from_run_to_run_becomes_a_numbered_token(string text, string scrubbed) =>
        Assert.That(GoldenScrubber.Scrub(text), Is.EqualTo(scrubbed));
}
