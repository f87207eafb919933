using System.Reflection;
using DrDrills.Errors;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Errors;

public sealed class DrillExceptionTests
{
    [Test]
    public void The_text_has_code_statement_hints_and_indented_details()
    {
        var error = new RestoreFailedException(
            "DR2104",
            "b-20260801",
            "Restore of backup 'b-20260801' stopped at 0/5000060; the target 0/6000000 was not reached.",
            "is WAL segment 000000010000000000000006 in the archive?\nlook at the archive's listing.",
            "FATAL: recovery ended\r\nLOG: shut down\n\n");

        var text = ErrorText.Parse(error.Message);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Code, Is.EqualTo(error.Code));
            Assert.That(text.Statement, Is.EqualTo(error.Statement));
            Assert.That(text.Hints, Is.EqualTo(new[] { "is WAL segment 000000010000000000000006 in the archive?", "look at the archive's listing." }));
            Assert.That(text.Details, Is.EqualTo(new[] { "FATAL: recovery ended", "LOG: shut down" }));
        }
    }

    [Test]
    public void Without_details_the_text_ends_with_the_hint()
    {
        var error = new BackupNotFoundException("DR1101", "x", "There is none.", "take one.", "  ");

        Assert.That(error.Message, Is.EqualTo("DR1101 There is none.\nHint: take one."));
    }

    [TestCase("no code")]
    [TestCase("DR1 x\nHint: a\nsomething else")]
    [TestCase("DR1 x\nDetails:\nnot indented")]
    public void The_parser_refuses_another_form(string text)
    {
        // "no code" has a first word that the parser takes for a code; only its shape tells.
        Assert.That(
            () => ErrorText.Parse(text) is { Code: var code } && code.StartsWith("DR", StringComparison.Ordinal) ? code : throw new FormatException(),
            Throws.TypeOf<FormatException>());
    }

    [Test]
    public void The_cause_is_kept()
    {
        var cause = new IOException("disk");

        Assert.That(new CaptureFailedException("DR1501", "x", "It failed.", "retry.", cause: cause).InnerException, Is.SameAs(cause));
    }

    [Test]
    public void Every_error_has_an_exit_code_that_is_not_green()
    {
        var types = typeof(DrillException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DrillException))).ToList();

        var codes = types.Select(type => Make(type).ExitCode).ToList();

        Assert.That(types, Has.Count.GreaterThan(10));
        Assert.That(codes, Has.All.Not.EqualTo(ExitCode.Passed).And.All.Matches<ExitCode>(code => Enum.IsDefined(code)));
    }

    private static DrillException Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0];
        object?[] arguments = [.. constructor.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(string) ? "x"
            : parameter.ParameterType == typeof(IReadOnlyList<string>) ? new[] { "x" }
            : parameter.ParameterType == typeof(IReadOnlyList<Finding>) ? new[] { Samples.Finding() }
            : parameter.ParameterType == typeof(Exception) ? new IOException("x")
            : (object?)null)];
        return (DrillException)constructor.Invoke(arguments);
    }
}
