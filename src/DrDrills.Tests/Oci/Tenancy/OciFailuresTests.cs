using System.Net;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Newtonsoft.Json;
using NUnit.Framework;
using Oci.Common.Model;

namespace DrDrills.Tests.Oci.Tenancy;

public sealed class OciFailuresTests
{
    private const string Address = "https://objectstorage.region/p/SECRET-TOKEN/n/x/b/y";

    [TestCase(HttpStatusCode.Unauthorized, "NotAuthenticated", "DR4001", false, ExitCode.EnvironmentMissing)]
    [TestCase(HttpStatusCode.NotFound, "NotAuthorizedOrNotFound", "DR4002", false, ExitCode.EnvironmentMissing)]
    [TestCase(HttpStatusCode.Conflict, "IncorrectState", "DR4003", false, ExitCode.Inconclusive)]
    [TestCase(HttpStatusCode.BadRequest, "LimitExceeded", "DR4003", false, ExitCode.Inconclusive)]
    [TestCase(HttpStatusCode.TooManyRequests, "TooManyRequests", "DR4004", true, ExitCode.EnvironmentMissing)]
    [TestCase(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "DR4004", true, ExitCode.EnvironmentMissing)]
    public void An_answer_of_the_service_is_told_with_its_code_and_request(
        HttpStatusCode status, string serviceCode, string code, bool transient, ExitCode exit)
    {
        var answer = new OciException(status, "the service's words", serviceCode, "REQ-1", new ApiDetails { RequestEndpoint = Address });

        var failure = OciFailures.Of(answer, "GetObject", "object 'a'");

        Assert.That((failure.Code, failure.IsTransient, failure.ExitCode), Is.EqualTo((code, transient, exit)));
        Assert.That((failure.Status, failure.ServiceCode, failure.RequestId), Is.EqualTo(((int)status, serviceCode, "REQ-1")));
        Assert.That(failure.Message, Does.StartWith($"{code} GetObject on object 'a' ").And.Contain("REQ-1").And.Contain("Hint: ").And.Contain("the service's words"));
        Assert.That(failure.Message, Does.Not.Contain("SECRET-TOKEN"));
    }

    [TestCaseSource(nameof(Unanswered))]
    public void No_answer_is_transient_and_says_why(Exception thrown, string code)
    {
        var failure = OciFailures.Of(thrown, "GetVolume", "volume 'v'");

        Assert.That((failure.Code, failure.IsTransient, failure.Status), Is.EqualTo((code, true, (int?)null)));
        Assert.That(failure.InnerException, Is.SameAs(thrown));
    }

    [Test]
    public void A_gateways_page_is_not_quoted()
    {
        var failure = OciFailures.Of(new JsonReaderException("Unexpected character: <html>SECRET"), "GetVolume", "volume 'v'");

        Assert.That(failure.Message, Does.Not.Contain("SECRET"));
    }

    [Test]
    public void A_defect_is_not_taken_for_a_failed_call() => Assert.That(OciFailures.IsOfCall(new InvalidOperationException()), Is.False);

    private static IEnumerable<TestCaseData> Unanswered() =>
    [
        new(new JsonReaderException("<"), "DR4005"),
        new(new InvalidCastException(), "DR4005"),
        new(new HttpRequestException("refused"), "DR4006"),
        new(new IOException("reset"), "DR4006"),
        new(new TaskCanceledException(), "DR4007"),
    ];
}
