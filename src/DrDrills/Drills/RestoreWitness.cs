namespace DrDrills.Drills;

/// <summary>What a recovery saw of the data while it restored it, so that a verification of its own kind need not ask the same twice.</summary>
/// <remarks>
/// Never believed as it stands: it carries what proves that the data is still as it was seen, and a verification that relies on it
/// looks at the proof first and says in its scope what it took over.
/// </remarks>
public abstract record RestoreWitness;
