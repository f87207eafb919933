using BharatMart.Estate;
using DrDrills.Cli.Diagnosis;
using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Tests.Oci;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class TenancyDiagnosisTests
{
    [Test]
    public async Task A_missing_permission_is_a_line_with_the_statement_as_its_hint()
    {
        await using var session = await EstateSession.OpenAsync();
        var identity = session.Estate.Tenancy.Identity;
        var policy = identity.Policies.All.Single(one => one.Name == "drdrills");
        identity.ChangePolicy(policy.Id, null, [.. policy.Statements.Where(text => !text.Contains("read volumes", StringComparison.Ordinal))], null);

        var lines = await LookAsync(Configuration(session.Estate));

        var missing = lines.Single(line => line.State == DiagnosisState.Missing);
        Assert.That(missing.Subject, Is.EqualTo("find volumes"));
        Assert.That(missing.Hint, Is.EqualTo($"Allow group Drills to read volumes in compartment id {session.Estate.Production.Id}"));
        Assert.That(lines[0].Observed, Is.EqualTo($"API key of profile 'DRDRILLS' in {session.Estate.ConfigFile.FullName}, regions ap-mumbai-1"));
    }

    [Test]
    public void Without_a_tenancy_there_is_nothing_to_diagnose() =>
        Assert.That(() => LookAsync(DrDrillsConfiguration.Empty), Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains("systems[].oci.compartments"));

    private static Task<IReadOnlyList<DiagnosisLine>> LookAsync(DrDrillsConfiguration configuration) =>
        TenancyDiagnosis.LookAsync(configuration, $"group {EstatePolicies.DrillGroup}", TimeProvider.System, CancellationToken.None);

    private static DrDrillsConfiguration Configuration(BharatMartEstate estate) => new(
        [
            new ProtectedSystem("bharatmart", null, null, null, null, DrillObjectives.None, null, new OciSources { Compartments = [estate.Production.Id] }),
        ],
        new OciSettings
        {
            ConfigFile = estate.ConfigFile.FullName,
            Profile = "DRDRILLS",
            Regions = ["ap-mumbai-1"],
            Endpoints = new Dictionary<string, Uri> { ["ap-mumbai-1"] = estate.Mumbai.Endpoint },
            WritableCompartments = [estate.Drills.Id],
        });
}
