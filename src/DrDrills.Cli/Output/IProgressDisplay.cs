using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Output;

/// <summary>Shows drills while they run: plain lines, or a live display where a person watches.</summary>
internal interface IProgressDisplay
{
    /// <summary>Something happened.</summary>
    void Show(ProgressEvent progress);

    /// <summary>Time passed; called several times a second.</summary>
    void Tick();
}
