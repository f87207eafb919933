using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Allure.NUnit.Core;

internal static class ClassNames
{
    /// <summary>Splits at the last dot before any type arguments; without a dot there is no namespace.</summary>
    public static (string? Namespace, string? Class) Split(string? fullName)
    {
        if (fullName is null)
            return (null, null);
        var arguments = fullName.IndexOf('<', StringComparison.Ordinal);
        var dot = (arguments < 0 ? fullName : fullName[..arguments]).LastIndexOf('.');
        return dot < 0 ? (null, fullName) : (fullName[..dot], fullName[(dot + 1)..]);
    }

    public static TestFixture FixtureOf(ITest test)
    {
        for (ITest? candidate = test; candidate is not null; candidate = candidate.Parent)
        {
            if (candidate is TestFixture fixture)
                return fixture;
        }

        throw new InvalidOperationException($"The test '{test.FullName}' is not in a test fixture.");
    }
}
