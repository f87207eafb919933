namespace DrDrills.Cli.Diagnosis;

/// <summary>Whether something that drills need is here.</summary>
internal enum DiagnosisState
{
    /// <summary>It is.</summary>
    Here,

    /// <summary>It is not; something else may do.</summary>
    Missing,

    /// <summary>It is, with a restriction that evidence will show.</summary>
    Limited,
}
