using System.Globalization;
using Reqnroll.BoDi;

namespace Reqnroll;

/// <summary>One feature while its scenarios run.</summary>
public class FeatureContext : ReqnrollContext, IFeatureContext
{
    internal FeatureContext(IObjectContainer container, FeatureInfo featureInfo, CultureInfo configuredBindingCulture)
    {
        FeatureContainer = container;
        FeatureInfo = featureInfo;
        BindingCulture = configuredBindingCulture ?? featureInfo.Language;
    }

    public FeatureInfo FeatureInfo { get; }

    /// <summary>The culture in which steps run and arguments are read: the configured one, else the feature's language.</summary>
    public CultureInfo BindingCulture { get; }

    public IObjectContainer FeatureContainer { get; }

    public Exception BeforeFeatureHookError { get; internal set; }

    /// <summary>Read by the generated code: the remaining scenarios of such a feature are not started.</summary>
    public bool BeforeFeatureHookFailed => BeforeFeatureHookError is not null;
}
