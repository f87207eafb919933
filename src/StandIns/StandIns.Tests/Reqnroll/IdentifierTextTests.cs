using NUnit.Framework;
using Reqnroll.Tracing;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: titles give the names of tests, so every one of these is a test name that must not differ.</summary>
public sealed class IdentifierTextTests
{
    [TestCase("A migration corrupts product data", "AMigrationCorruptsProductData")]
    [TestCase("Restored within 1 hour", "RestoredWithin1Hour")]
    [TestCase("point-in-time recovery", "Point_In_TimeRecovery")]
    [TestCase("version 1.2.3", "Version1_2_3")]
    [TestCase("a - b", "A_B")]
    [TestCase("the customer's \"cart\"", "TheCustomersCart")]
    [TestCase("2nd try", "_2NdTry")]
    [TestCase("RTO (1h), RPO (24h)", "RTO1HRPO24H")]
    [TestCase("Größe & Maß für São Łódź Æther", "GroBeMaBFurSaoLodzAEther")]
    [TestCase("under_score stays", "Under_ScoreStays")]
    [TestCase("日本 語", "日本語")]
    [TestCase("", "")]
    public void Titles_become_identifiers(string title, string expected) =>
        Assert.That(IdentifierText.ToIdentifier(title), Is.EqualTo(expected));

    [TestCase("Unit price", "unitPrice")]
    [TestCase("SHA-256", "sHA_256")]
    public void Columns_become_parameters(string column, string expected) =>
        Assert.That(IdentifierText.ToCamelCaseIdentifier(column), Is.EqualTo(expected));
}
