using DrDrills.Errors;
using DrDrills.Oci.AutonomousDatabases;
using NUnit.Framework;
using Oci.DatabaseService.Models;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class DestructiveConsentTests
{
    private static readonly AutonomousDatabase _catalog = new() { Id = "ocid1.catalog", DisplayName = "Catalog" };

    [Test]
    public void A_database_on_the_list_that_was_named_may_be_changed() =>
        Assert.That(() => new DestructiveConsent("Catalog", ["ocid1.catalog"]).Require(_catalog, "restored in place"), Throws.Nothing);

    [TestCase(null)]
    [TestCase("catalog")]
    [TestCase("")]
    public void One_that_was_not_named_exactly_is_refused(string? name) => Assert.That(
        () => new DestructiveConsent(name, ["ocid1.catalog"]).Require(_catalog, "restored in place"),
        Throws.TypeOf<TargetRefusedException>().With.Property("Code").EqualTo("DR4307").And.Message.Contains("'Catalog'"));

    [Test]
    public void One_that_is_not_on_the_list_is_refused_even_if_named() => Assert.That(
        () => new DestructiveConsent("Catalog", ["ocid1.other"]).Require(_catalog, "restored in place"),
        Throws.TypeOf<TargetRefusedException>().With.Property("Code").EqualTo("DR4306"));

    [Test]
    public void Nobody_has_consented_to_begin_with() =>
        Assert.That(() => DestructiveConsent.None.Require(_catalog, "restored in place"), Throws.TypeOf<TargetRefusedException>());
}
