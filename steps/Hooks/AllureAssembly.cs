using Allure.NUnit;
using DrDrills.Steps.Hooks;

[assembly: AllureDrills]

namespace DrDrills.Steps.Hooks;

/// <summary>Covers every generated fixture; the attribute it derives from may only stand on classes.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AllureDrillsAttribute : AllureNUnitAttribute;
